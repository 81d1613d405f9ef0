// Texts as accidents and attackers make them.

/** Pieces that documents are made of, and what people write in their place. */
// prettier-ignore
const PIECES = [
  "{", "}", "[", "]", ",", ":", '"', "\\", "\n", "\r\n", "\r", "\t", " ", "\0", "\ufeff", "🙂", "é", "\x7f", "\u2028", "\ud83d", "\ude42", "\udfff",
  "NaN", "None", "00", "-", "+1", ".5", "1.", "1e", "1e400", "\\u0061", "\\ud83d\\ude42", "\\ud83d", "\\u00", "// x\n", "/* x */", "'", "“",
  "null", "true", "0", "-0", "5.0", "0.03", "0.0300000000000000005", "2.5", "101", "4294967296", '"5"', '"2.5%"', '"🙂"', "[]", "{}",
  '"id"', '"pacing_rules"', '"agent_count_min"', '"max_speeed": 1,', '"max_speed": 45,', "[[[[[[[[", "]]]]]]]]",
  '{"agent_count_min": 51, "agent_count_max": 60, "max_speed": 45},',
];

/** A text that no other has been, mostly near a document. */
export function text(chance, documents) {
  switch (chance.below(16)) {
    case 0:
      return String.fromCharCode(...chance.list(200, () => chance.below(chance.once(3) ? 0x10000 : 0x80)));
    case 1:
      return chance.list(60, () => chance.pick(PIECES)).join("");
    case 2:
      return deep(chance);
    default:
      return mutated(chance, chance.pick(documents));
  }
}

/** Texts at and above the limits: of 50 million units, of characters of four bytes, and deep. */
export function giants() {
  const mega = 1 << 20;
  const bands = '{"agent_count_min":1,"agent_count_max":2,"max_speed":3},'.repeat(100_000);
  return [
    "x".repeat(50 * mega),
    " ".repeat(16 * mega),
    " ".repeat(16 * mega + 1),
    "🙂".repeat(4 * mega),
    "\ud83d".repeat(8 * mega),
    `"${"é".repeat(8 * mega - 1)}"`,
    "[".repeat(10 * mega),
    "1".repeat(5 * mega),
    `{"predictive_dialer_config":{"pacing_rules":[${bands}{}]}}`,
  ];
}

function mutated(chance, document) {
  let text = document;
  for (let left = 1 + chance.below(4); left > 0; left--) text = change(chance, text);
  return text;
}

function change(chance, text) {
  const at = chance.below(text.length + 1);
  const end = Math.min(text.length, at + chance.below(40));
  const other = chance.below(text.length + 1);
  switch (chance.below(8)) {
    case 0:
      return text.slice(0, at);
    case 1:
      return text.slice(0, at) + text.slice(end);
    case 2:
      return text.slice(0, end) + text.slice(at, end).repeat(chance.below(3)) + text.slice(end);
    case 3:
      return text.slice(0, at) + String.fromCharCode((text.charCodeAt(at) || 0) ^ (1 << chance.below(16))) + text.slice(at + 1);
    case 4:
      return text.slice(0, other) + text.slice(at, end) + text.slice(other);
    case 5:
      return text.replace(/\d+/, () => chance.pick(PIECES));
    default:
      return text.slice(0, at) + chance.pick(PIECES) + text.slice(chance.once(2) ? at : end);
  }
}

function deep(chance) {
  const depth = 120 + chance.below(20);
  const [open, close] = chance.once(2) ? ["[", "]"] : ['{"a":', "}"];
  return `${open.repeat(depth)}1${close.repeat(chance.once(4) ? chance.below(depth) : depth)}`;
}
