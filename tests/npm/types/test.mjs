import { test } from "node:test";
import { folderOf, tool } from "../lib/tool.mjs";

const folder = folderOf(import.meta.url);
const STRICT = ["--strict", "--noEmit", "--exactOptionalPropertyTypes", "--noUncheckedIndexedAccess", "--lib", "es2022,dom"];
const MODES = {
  node16: ["--module", "node16", "--moduleResolution", "node16"],
  nodenext: ["--module", "nodenext", "--moduleResolution", "nodenext"],
  bundler: ["--module", "esnext", "--moduleResolution", "bundler"],
};

for (const [name, flags] of Object.entries(MODES)) {
  // A bundler has no `import … = require(…)`.
  const files = name === "bundler" ? ["consumer.ts"] : ["consumer.ts", "required.cts"];
  test(`TypeScript, strict, by ${name}`, () => tool(folder, "tsc", [...STRICT, ...flags, "--types", "", ...files]));
}
