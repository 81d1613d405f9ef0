// What documents are checked against, made numbers for the module.

import type { Wasm } from "./engine.js";
import { kind, PacingError } from "./error.js";
import { Call } from "./generated/calls.js";
import { PROFILES, RULES } from "./generated/words.js";
import { refused } from "./refusal.js";
import { answer, write } from "./texts.js";

/** The instance that was asked last, and the options that it holds, as JSON text. */
let holder: Wasm | undefined;
let held = "";

/** Makes these options, as JSON text, the ones that documents are checked against. */
export function setPolicy(wasm: Wasm, policy: string): void {
  if (wasm !== holder) [holder, held] = [wasm, "{}"];
  if (policy === held) return;
  let [profile, dialer, rules] = [0, undefined as string | undefined, ""];
  for (const [name, value] of Object.entries(JSON.parse(policy) as object)) {
    if (name === "profile") profile = profileOf(wasm, text(name, value));
    else if (name === "dialer") dialer = text(name, value);
    else if (name !== "rules") throw wrong(`there is no option \`${name}\`: there are \`profile\`, \`dialer\` and \`rules\``);
    else if (typeof value !== "object" || value === null || Array.isArray(value)) throw wrong("`rules` must be an object of names and levels");
    else for (const [rule, level] of Object.entries(value)) rules += weight(wasm, rule, text(rule, level));
  }
  const [a = 0, b = 0] = write(wasm, dialer ?? "", rules);
  const length = wasm.call(Call.Options, a, b, profile + (dialer === undefined ? 0 : ADDRESSED));
  if (length < 0) {
    const [digit, ...rule] = answer(wasm, length);
    throw digit === "0" ? refused(0, [...dialer!].slice(0, 128).join("")) : refused(6, RULES[Number(rule.join(""))]![1]);
  }
  held = policy;
}

/** What the module takes for "a dialer is addressed": see `src/policy.rs`. */
const ADDRESSED = 256;
const LEVELS = ["info", "warning", "error", "off"];

function profileOf(wasm: Wasm, id: string): number {
  const found = PROFILES.findIndex(([known]) => known === id);
  if (found >= 0) return found;
  const inForce = PROFILES.filter(([, , inForce]) => inForce).map(([known]) => known);
  const meant = nearest(wasm, id, inForce) || inForce.find((known) => known.startsWith(`${id}-`));
  throw meant ? refused(8, id, meant) : refused(7, id);
}

/** A rule's number and its weight's, as two characters. */
function weight(wasm: Wasm, rule: string, level: string): string {
  const weight = LEVELS.indexOf(level);
  if (weight < 0) throw refused(11, level);
  const found = RULES.findIndex(([code, name]) => name === rule || code === rule.toUpperCase());
  if (found >= 0) return String.fromCharCode(found, weight);
  const meant = nearest(wasm, rule, RULES.map(([, name]) => name));
  throw meant ? refused(10, rule, meant) : refused(9, rule);
}

function nearest(wasm: Wasm, word: string, names: string[]): string {
  const [a = 0, b = 0] = write(wasm, word, names.map((name) => `${name}\n`).join(""));
  return answer(wasm, wasm.call(Call.Nearest, a, b, 0));
}

function text(name: string, value: unknown): string {
  if (typeof value === "string") return value;
  throw wrong(`\`${name}\` must be a string, this is ${kind(value)}`);
}

function wrong(message: string): PacingError {
  return new PacingError("invalid-option", message);
}
