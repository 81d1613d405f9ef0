/** A file that was read. */
export interface Opened {
  readonly name: string;
  readonly text: string;
  readonly lineEnd: "\n" | "\r\n";
}

/** Why a file was not read. */
export type FileProblem = "too-large" | "not-utf8" | "unreadable";

/** As much as the package reads. */
const LIMIT = 16 * 1024 * 1024;

/** Reads a file whole, or says why not; nothing is replaced by question marks. */
export async function readFile(file: File): Promise<Opened | FileProblem> {
  if (file.size > LIMIT) return "too-large";
  let bytes: ArrayBuffer;
  try {
    bytes = await file.arrayBuffer();
  } catch {
    return "unreadable";
  }
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return { name: file.name, text: text.replace(/\r\n?/g, "\n"), lineEnd: text.includes("\r\n") ? "\r\n" : "\n" };
  } catch {
    return "not-utf8";
  }
}

/** Gives a text to the person as a file. */
export function saveFile(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // Some browsers begin to read only after the click has ended.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** Asks for a file; nothing where the person chose none. */
export function chooseFile(): Promise<File | undefined> {
  const input = document.createElement("input");
  input.type = "file";
  input.accept = ".json,application/json,text/plain";
  return new Promise((resolve) => {
    input.addEventListener("change", () => resolve(input.files?.[0]));
    input.addEventListener("cancel", () => resolve(undefined));
    input.click();
  });
}
