import { edit, type ProfileId, profiles } from "pacing-core/slim";
import { type Assumptions, readAssumptions } from "../forecast/assumptions.ts";

/** What a link holds. */
export interface Shared {
  readonly text: string;
  readonly profile: ProfileId;
  /** What the forecast rests on, where there is one; a link without it is as good. */
  readonly forecast?: Assumptions | undefined;
}

/** Why a link cannot be opened. */
export type LinkProblem = "broken" | "newer";

const VERSION = "v1";
/** As much as the package reads: a link cannot make the page swell beyond that. */
const LIMIT = 16 * 1024 * 1024;

/** The hash of an address that opens a text, whatever it holds: version, then compressed JSON in base64url. */
export async function hashOf({ text, profile, forecast }: Shared): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify({ text, profile, forecast }));
  const compressed = await read(new Blob([bytes]).stream().pipeThrough(new CompressionStream("deflate-raw")), LIMIT);
  return `#${VERSION}.${base64url(compressed ?? new Uint8Array())}`;
}

/** What the hash of an address holds; nothing where it is no share link. */
export async function sharedIn(hash: string): Promise<Shared | LinkProblem | undefined> {
  const match = /^#(v\d+)\.([A-Za-z0-9_-]*)$/.exec(hash);
  if (!match) return /^#v\d+\./.test(hash) ? "broken" : undefined;
  if (match[1] !== VERSION) return "newer";
  try {
    const bytes = Uint8Array.from(atob((match[2] ?? "").replace(/-/g, "+").replace(/_/g, "/")), (char) => char.charCodeAt(0));
    const inflated = await read(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw")), LIMIT);
    if (inflated === undefined) return "broken";
    const { text, profile, forecast } = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(inflated)) as Partial<Shared>;
    if (typeof text !== "string") return "broken";
    return { text, profile: profiles().find(({ id }) => id === profile)?.id ?? "us", forecast: readAssumptions(forecast) };
  } catch {
    return "broken";
  }
}

/** The text without the ids that it holds. A text that cannot be read keeps its mistakes and loses everything that looks like an id. */
export function withoutId(text: string): string {
  let left = text.replace(/("id"\s*:\s*)(?:"(?:[^"\\\n\r]|\\.)*"?|[^\s,}\]"[{][^,}\]\n\r]*)/g, '$1""');
  try {
    // A key can be spelled with escapes, which the pattern does not see.
    while (typeof (JSON.parse(left) as { id?: unknown } | null)?.id === "string") {
      const [change] = edit.set(left, "/id", "");
      if (!change) break;
      left = left.slice(0, change.start) + change.text + left.slice(change.end);
    }
  } catch {
    // Not JSON: the pattern has done what can be done.
  }
  return left;
}

/** All bytes of a stream; nothing where there are more than `limit`. */
async function read(stream: ReadableStream<Uint8Array>, limit: number): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = stream.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > limit) {
      await reader.cancel();
      return undefined;
    }
    chunks.push(value);
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

function base64url(bytes: Uint8Array): string {
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}
