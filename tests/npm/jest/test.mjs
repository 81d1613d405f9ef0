import { test } from "node:test";
import { folderOf, tool } from "../lib/tool.mjs";

const folder = folderOf(import.meta.url);

test("in Jest, without a setting", () => tool(folder, "jest", ["--ci", "pacing"]));
