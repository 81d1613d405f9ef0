import { bytesIn, type Lines } from "./store.js";

/** Lines in memory: gone with the page or the program. */
export function memoryLines(text: string, checkpoint: string | undefined): Lines {
  const lines: string[] = text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
  let size = bytesIn(text);
  let kept = checkpoint;
  return {
    size: async () => size,
    async from(byte) {
      let at = 0;
      const first = lines.findIndex((line) => {
        const end = at + bytesIn(line);
        if (end > byte) return true;
        at = end;
        return false;
      });
      return { at, lines: first < 0 ? [] : lines.slice(first, first + 100) };
    },
    async append(at, line) {
      if (at !== size) throw new Error("the log ends elsewhere than this call has read");
      lines.push(line);
      size += bytesIn(line);
    },
    checkpoint: async () => kept,
    async replaceCheckpoint(text) {
      kept = text;
    },
    close() {},
  };
}
