import { engine } from "./engine.js";
import { Call } from "./generated/calls.js";
import { setPolicy } from "./policy.js";
import { answer, roomFor } from "./texts.js";
import type { Report } from "./types.js";
import { reportOf } from "./words.js";

/** What the offsets of a report count. */
export type Offsets = "bytes" | "utf16";

/** The report on bytes that may not be UTF-8. */
export function reportOfBytes(bytes: Uint8Array, policy: string, offsets: Offsets): Report {
  return engine.run((wasm) => {
    setPolicy(wasm, policy);
    roomFor(wasm, bytes.length).set(bytes);
    return reportOf(answer(wasm, wasm.call(Call.Problems, bytes.length, 0, Number(offsets === "bytes"))), policy);
  });
}
