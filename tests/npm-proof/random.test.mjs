// Random and mutated inputs for a minute: no trap, no error but the documented ones, and the native library's answers.

import assert from "node:assert/strict";
import { before, test } from "node:test";
import { build } from "./lib/native.mjs";
import { search } from "./random/search.mjs";

before(build);

test("a minute of random inputs keeps every promise", () => {
  assert.ok(search({ first: 1, seconds: 60 }) > 0);
});
