// The language server of the package's README, run as a program and spoken to as an editor does.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { join } from "node:path";
import { before, test } from "node:test";
import { TextDocument } from "vscode-languageserver-textdocument";
import * as lsp from "vscode-languageserver/node";
import { extract, PACKAGE } from "../lib/snippets.mjs";
import { folderOf, tool } from "../lib/tool.mjs";

const made = join(folderOf(import.meta.url), "built");
const uri = "file:///dialer.json";

before(async () => {
  await extract(PACKAGE, ["server.ts"], made);
  await tool(made, "esbuild", ["server.ts", "--outfile=server.mjs", "--log-level=warning"]);
});

/** Runs the server; `use` gets the connection, and a function that waits for the next diagnostics. */
async function connected(use) {
  const server = spawn(process.execPath, ["server.mjs", "--stdio"], { cwd: made, stdio: ["pipe", "pipe", "inherit"] });
  const connection = lsp.createProtocolConnection(new lsp.StreamMessageReader(server.stdout), new lsp.StreamMessageWriter(server.stdin));
  const published = [];
  let arrived = () => undefined;
  connection.onNotification(lsp.PublishDiagnosticsNotification.type, (sent) => {
    published.push(sent);
    arrived();
  });
  const diagnostics = async () => {
    while (published.length === 0) await new Promise((resolve) => (arrived = resolve));
    return published.shift().diagnostics;
  };
  try {
    connection.listen();
    await connection.sendRequest(lsp.InitializeRequest.type, { processId: process.pid, rootUri: null, capabilities: {} });
    await connection.sendNotification(lsp.InitializedNotification.type, {});
    return await use(connection, diagnostics);
  } finally {
    connection.dispose();
    server.kill();
  }
}

test("an overlap behind an emoji, in lines of CRLF: its diagnostic, its code action, and nothing left after that", async () => {
  const lines = [
    '{"id": "a", "type": "PREDICTIVE", "predictive_dialer_config": {"reload_on_update": true,',
    '  "max_speed": 45, "abandon_rate_threshold": 0.025, "note": "👩‍👩‍👧😀", "pacing_rules": [{"agent_count_min": 1, "agent_count_max": 5, "max_speed": 10},',
    '  {"agent_count_min": 5, "agent_count_max": 20, "max_speed": 25}]}}',
  ];
  const before = TextDocument.create(uri, "json", 1, lines.join("\r\n"));
  await connected(async (connection, diagnostics) => {
    const item = { uri, languageId: "json", version: 1, text: before.getText() };
    await connection.sendNotification(lsp.DidOpenTextDocumentNotification.type, { textDocument: item });
    const all = await diagnostics();
    assert.ok(all.every((diagnostic) => lsp.Diagnostic.is(diagnostic)));
    assert.deepEqual(all.map(({ severity, code }) => [severity, code]), [[lsp.DiagnosticSeverity.Warning, "S007"], [lsp.DiagnosticSeverity.Error, "M003"]]);
    const [note, overlap] = all;
    assert.equal(before.getText(note.range), '"note"');
    assert.equal(before.getText(overlap.range), '{"agent_count_min": 5, "agent_count_max": 20, "max_speed": 25}');
    assert.equal(overlap.range.start.line, 2);
    const [{ location, message }] = overlap.relatedInformation;
    assert.equal(location.uri, uri);
    assert.equal(before.getText(location.range), '{"agent_count_min": 1, "agent_count_max": 5, "max_speed": 10}');
    assert.equal(message, "/predictive_dialer_config/pacing_rules/0");

    const asked = { textDocument: { uri }, range: overlap.range, context: { diagnostics: [overlap] } };
    const [action] = await connection.sendRequest(lsp.CodeActionRequest.type, asked);
    assert.equal(action.title, "end the earlier band at 4");
    const after = TextDocument.applyEdits(before, action.edit.changes[uri]);
    assert.equal(after, before.getText().replace('"agent_count_max": 5', '"agent_count_max": 4'));

    const textDocument = { uri, version: 2 };
    await connection.sendNotification(lsp.DidChangeTextDocumentNotification.type, { textDocument, contentChanges: [{ text: after }] });
    assert.deepEqual((await diagnostics()).map(({ code }) => code), ["S007"]);
  });
});
