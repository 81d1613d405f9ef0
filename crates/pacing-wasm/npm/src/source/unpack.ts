/** A module as text: see `xtask/src/npm/inline.rs`, which makes it. */
export interface Packed {
  readonly LETTERS: string;
  readonly OFTEN: string;
  readonly SIZE: number;
  readonly TEXT: string;
}

/** How many of the letters, the last ones, begin a pair. */
const PAIRS = 2;

/**
 * Each byte is one letter or two, the more frequent ones, which `OFTEN` has a bit for, one. Unlike base64, equal bytes look equal wherever they stand, so that gzip shortens
 * the text nearly as well as the module.
 */
export function unpack({ LETTERS, OFTEN, SIZE, TEXT }: Packed): Uint8Array<ArrayBuffer> {
  const single = LETTERS.length - PAIRS;
  const places = new Uint8Array(128);
  for (let i = 0; i < LETTERS.length; i++) places[LETTERS.charCodeAt(i)] = i;
  const all = [...new Uint8Array(256).keys()];
  const isOften = (byte: number) => ((Number.parseInt(OFTEN[byte >> 2]!, 16) >> (byte & 3)) & 1) === 1;
  const order = [...all.filter(isOften), ...all.filter((byte) => !isOften(byte))];

  const bytes = new Uint8Array(SIZE);
  for (let from = 0, to = 0; to < SIZE; to++) {
    let rank = places[TEXT.charCodeAt(from++)]!;
    if (rank >= single) rank += (rank - single) * (LETTERS.length - 1) + places[TEXT.charCodeAt(from++)]!;
    bytes[to] = order[rank]!;
  }
  return bytes;
}
