// Pages that have `pacing-core/apply`, as a browser without a bundler takes it from the built package.

import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { launched } from "./chromium.mjs";
import { folder } from "./pacing.mjs";

/** As strict as a page can be that compiles WebAssembly. */
const POLICY = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self' http://127.0.0.1:*";

const PAGE = '<!doctype html><meta charset="utf-8"><title>apply</title><script type="module" src="/main.js"></script>';
const MAIN = 'globalThis.applying = await import("/apply.js");';
const WORKER = `
  import { readDialer } from "/apply.js";
  onmessage = async ({ data: [dialer, options] }) => postMessage((await readDialer(dialer, options)).text);
`;

/** Gives `use` a browser with one origin: a function that opens one more tab of it. */
export async function withTabs(use) {
  const server = createServer((request, response) => {
    const [type, text] = file(request.url);
    response.writeHead(200, { "content-type": type, "content-security-policy": POLICY }).end(text);
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  const browser = await launched();
  try {
    const context = await browser.newContext();
    // Far more than is needed: a busy machine is no failure.
    context.setDefaultTimeout(120_000);
    return await use(() => tab(context, `http://127.0.0.1:${server.address().port}/`));
  } finally {
    await browser.close();
    server.closeAllConnections();
    server.close();
  }
}

/** Waits until the page has the package. */
export async function ready(page) {
  await page.waitForFunction(() => globalThis.applying !== undefined);
  return page;
}

async function tab(context, url) {
  const page = await context.newPage();
  await page.goto(url);
  return ready(page);
}

function file(url) {
  if (url === "/") return ["text/html", PAGE];
  if (url === "/main.js") return ["text/javascript", MAIN];
  if (url === "/worker.js") return ["text/javascript", WORKER];
  return ["text/javascript", readFileSync(`${folder}esm/apply.js`)];
}
