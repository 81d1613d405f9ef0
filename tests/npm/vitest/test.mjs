import { test } from "node:test";
import { folderOf, tool } from "../lib/tool.mjs";

const folder = folderOf(import.meta.url);

test("in Vitest, run by Node", () => tool(folder, "vitest", ["run"]));

test("in Vitest, when Vite bundles the package", () => tool(folder, "vitest", ["run", "--config", "bundled.config.js"]));
