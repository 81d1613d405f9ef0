import { answer, roomFor, run, setPolicy } from "./engine.js";
import { Call } from "./generated/calls.js";

/** What the offsets of a report count. */
export type Offsets = "bytes" | "utf16";

/** The report on bytes that may not be UTF-8, as JSON text. */
export function reportOfBytes(bytes: Uint8Array, policy: string, offsets: Offsets): string {
  return run((wasm) => {
    setPolicy(wasm, policy);
    roomFor(wasm, bytes.length).set(bytes);
    return answer(wasm, wasm.call(Call.Words, bytes.length, 0, Number(offsets === "bytes")));
  });
}
