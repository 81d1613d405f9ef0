// Random and mutated inputs through the built package, for some time: `cargo xtask fuzz --npm`, and for a minute in the tests.

import assert from "node:assert/strict";
import { corpus, examples, seeds } from "../lib/documents.mjs";
import { reference } from "../lib/native.mjs";
import { pacing } from "../lib/pacing.mjs";
import { Chance } from "./chance.mjs";
import { keepForPlainValue, keepForText, keepForValue } from "./promises.mjs";
import { giants, text } from "./texts.mjs";
import { plain, value } from "./values.mjs";

/** How many texts are compared with the native library at once. */
const BATCH = 500;

/** Searches from `first` on, a seed an input, until the time is over; gives how many inputs there were. Fails with the seed. */
export function search({ first, seconds }) {
  for (const giant of giants()) giantAnswers(giant);
  const documents = [...examples().map(({ text }) => text), ...seeds(), ...corpus()];
  const start = performance.now();
  let seed = first;
  const compared = [];
  do {
    const chance = new Chance(seed);
    try {
      const made = text(chance, documents);
      keepForText(made, chance);
      keepForValue(value(chance));
      keepForPlainValue(plain(chance));
      // Half of a surrogate pair cannot be handed to another program.
      if (made.isWellFormed()) compared.push(made);
    } catch (error) {
      throw new Error(`seed ${seed} breaks a promise: ${error.message}`, { cause: error });
    }
    seed += 1;
    if (compared.length === BATCH) sameAsNative(compared.splice(0));
  } while (performance.now() - start < seconds * 1000);
  sameAsNative(compared);
  return seed - first;
}

/** Reports, fixes and layout are those of the native library. */
function sameAsNative(texts) {
  const calls = {
    check: (text) => pacing.validateText(text),
    safe: (text) => pacing.applyFixes(text, "safe").text,
    unsafe: (text) => pacing.applyFixes(text, "unsafe").text,
    format: (text) => formatted(text),
  };
  const requests = texts.flatMap((text) => Object.keys(calls).map((call) => ({ call, text })));
  reference(requests).forEach((answer, index) => {
    const { call, text } = requests[index];
    assert.equal(JSON.stringify(calls[call](text)), JSON.stringify(JSON.parse(answer)), `${call} of ${JSON.stringify(text)}`);
  });
}

function formatted(text) {
  try {
    return pacing.format(text);
  } catch {
    return null;
  }
}

/** Too much to look at, so: it is answered, and the next call works. */
function giantAnswers(text) {
  assert.equal(pacing.validateText(text).valid, false);
  assert.equal(pacing.validateText(text).diagnostics.length > 0, true);
  assert.equal(pacing.applyFixes(text).text.length > 0, true);
  assert.equal(pacing.validate([text]).valid, false);
  assert.equal(pacing.validateText("{}").diagnostics.length > 0, true);
}
