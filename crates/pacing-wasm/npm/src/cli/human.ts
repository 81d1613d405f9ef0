import type { Checked, Renderer } from "./check.js";

/** One line for each problem, as editors and CI logs make links of: `file:line:column: error M003 …`. */
export class Human implements Renderer {
  readonly offsets = "utf16";
  private documents = 0;
  private flagged = 0;
  private counts = { error: 0, warning: 0, info: 0 };

  constructor(private readonly lines: boolean) {}

  document({ file, line, report }: Checked): string {
    const name = file === "-" ? "<stdin>" : printable(file);
    const { diagnostics, omitted = [] } = report;
    this.documents += 1;
    if (diagnostics.length > 0) this.flagged += 1;
    let out = "";
    for (const { code, severity, message, help, range } of diagnostics) {
      this.counts[severity] += 1;
      const row = range.start.line + (line ?? 1) - 1;
      out += `${name}:${row}:${range.start.column}: ${severity} ${code} ${printable(message)}; ${printable(help)}\n`;
    }
    for (const { code, count } of omitted) out += `${name}: and ${count} more of ${code}\n`;
    return out;
  }

  finish(): string {
    if (this.documents === 0) return "";
    const what = this.lines ? "document" : "file";
    if (this.flagged === 0) return `${plural(this.documents, what)} ${this.documents === 1 ? "is" : "are"} valid\n`;
    const said = Object.entries(this.counts).filter(([, count]) => count > 0);
    const among = this.flagged === this.documents ? "" : `${this.flagged} of `;
    return `${said.map(([word, count]) => plural(count, word)).join(", ")} in ${among}${plural(this.documents, what)}\n`;
  }
}

function plural(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? "" : "s"}`;
}

/** A text that is not ours, without what would steer a terminal. */
function printable(text: string): string {
  return text.replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, "\ufffd");
}
