import { BASE64 } from "../generated/wasm.js";
import { compileNow, compileSoon } from "./compile.js";
import type { Source } from "./source.js";

/** The module stands in the text of this package. */
export const source: Source = {
  module: () => compileNow(bytes()),
  load: () => compileSoon(bytes()),
};

/** What not every engine has yet, or has at all. */
interface Decoders {
  Buffer?: { from(text: string, encoding: "base64"): Uint8Array<ArrayBuffer> };
}
interface FromBase64 {
  fromBase64?(text: string): Uint8Array<ArrayBuffer>;
}

function bytes(): Uint8Array<ArrayBuffer> {
  const native = (Uint8Array as FromBase64).fromBase64;
  if (native) return native.call(Uint8Array, BASE64);
  const { Buffer } = globalThis as Decoders;
  if (Buffer) return Buffer.from(BASE64, "base64");
  const binary = atob(BASE64);
  const decoded = new Uint8Array(binary.length);
  for (let at = 0; at < binary.length; at++) decoded[at] = binary.charCodeAt(at);
  return decoded;
}
