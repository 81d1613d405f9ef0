// Offsets of the native program, which count bytes, as offsets of JavaScript: worked out from the text alone.

/** The report with every offset in UTF-16 units. */
export function inUtf16(report, text) {
  const units = unitsOf(text);
  const range = ({ start, end }) => ({ start: position(start), end: position(end) });
  const position = (place) => ({ ...place, offset: units(place.offset) });
  const edit = (edit) => ({ ...edit, start: units(edit.start), end: units(edit.end) });
  const diagnostics = report.diagnostics.map((diagnostic) => {
    const moved = { ...diagnostic, range: range(diagnostic.range) };
    if (diagnostic.related) moved.related = { ...diagnostic.related, range: range(diagnostic.related.range) };
    if (diagnostic.fix) moved.fix = { ...diagnostic.fix, edits: diagnostic.fix.edits.map(edit) };
    return moved;
  });
  return { ...report, diagnostics };
}

/** Line and column of an offset, as `docs/cli.md` defines them: LF, CRLF and CR end a line. */
export function lineAndColumn(text, offset) {
  let line = 1;
  let start = 0;
  for (const { index, 0: end } of text.matchAll(/\r\n|\r|\n/g)) {
    if (index + end.length > offset) break;
    line += 1;
    start = index + end.length;
  }
  return { line, column: offset - start + 1 };
}

/** A function from bytes to UTF-16 units; fails between two characters. */
function unitsOf(text) {
  // Where all is ASCII they are the same.
  if (Buffer.byteLength(text) === text.length) return (bytes) => bytes;
  const units = new Map([[0, 0]]);
  let [bytes, at] = [0, 0];
  for (const character of text) {
    bytes += Buffer.byteLength(character);
    at += character.length;
    units.set(bytes, at);
  }
  return (bytes) => {
    const found = units.get(bytes);
    if (found === undefined) throw new Error(`byte ${bytes} is within a character`);
    return found;
  };
}
