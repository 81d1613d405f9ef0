// The texts that are measured: dialer documents in the layout of `examples/`.

/** What is wrong with a document. */
export const FLAWS = ["valid", "overlap at the end", "every band bad"];

/** How many bands. The platform's limit of a million agents allows 100,000 of ten. */
export const SIZES = [3, 50, 1_000, 100_000];

/** A document with `count` bands of ten agents. */
export function documentWith(count, flaw) {
  const bands = Array.from({ length: count }, (_, index) => {
    const min = index * 10 + (flaw === "overlap at the end" && index === count - 1 ? 0 : 1);
    // Rising, and falling once in a hundred, since there are no more speeds. Above 100 each is one error, and nothing else.
    const speed = flaw === "every band bad" ? 101 + index : 1 + (index % 100);
    return `      {"agent_count_min": ${min}, "agent_count_max": ${index * 10 + 10}, "max_speed": ${speed}}`;
  });
  return `{
  "id": "a1b2c3d4-e5f6-7890-abcd-ef1234567890",
  "type": "PREDICTIVE",
  "predictive_dialer_config": {
    "pacing_rules": [
${bands.join(",\n")}
    ],
    "max_speed": 100,
    "abandon_rate_threshold": 0.025,
    "reload_on_update": true
  }
}
`;
}

/** Documents with one error each, which every validator has to refuse. */
export function refusals() {
  const right = documentWith(3, "valid");
  const changes = [
    ['"id": "a1b2c3d4-e5f6-7890-abcd-ef1234567890"', '"id": ".."'],
    ['"id": "a1b2c3d4-e5f6-7890-abcd-ef1234567890"', '"id": "a/b"'],
    ['"id": "a1b2c3d4-e5f6-7890-abcd-ef1234567890",', ""],
    ['"PREDICTIVE"', '"PREVIEW"'],
    ['"agent_count_min": 1,', '"agent_count_min": 0,'],
    ['"agent_count_min": 1,', '"agent_count_min": 1.5,'],
    ['"agent_count_min": 1,', ""],
    ['"agent_count_max": 30', '"agent_count_max": 1000001'],
    ['"agent_count_max": 30', '"agent_count_max": "30"'],
    ['"agent_count_max": 30', '"agent_count_max": 20'],
    ['"max_speed": 2}', '"max_speed": 0}'],
    ['"max_speed": 100,', '"max_speed": 101,'],
    ['"max_speed": 100,', '"max_speed": 2,'],
    ["0.025", "0.031"],
    ["0.025", "-0.01"],
    ["0.025", '"0.025"'],
    ["true", '"true"'],
    ['"pacing_rules": [', '"pacing_rules": [null,'],
  ];
  return changes.map(([from, to]) => {
    const text = right.replace(from, to);
    if (text === right) throw new Error(`nothing to replace: ${from}`);
    return text;
  });
}
