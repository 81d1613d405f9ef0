// What no schema can say: bands upside down, bands above the global speed, bands that overlap. All peers call this.

/** The problems of a configuration whose types and limits are right, as `[path, message]`. */
export function matrixProblems({ pacing_rules: bands, max_speed: global }) {
  const problems = [];
  let sorted = true;
  let last = 0;
  for (let index = 0; index < bands.length; index++) {
    const { agent_count_min: min, agent_count_max: max, max_speed: speed } = bands[index];
    if (min > max) problems.push([["pacing_rules", index, "agent_count_max"], "the band is upside down"]);
    if (speed > global) problems.push([["pacing_rules", index, "max_speed"], "the band is faster than the dialer"]);
    sorted &&= min > last;
    last = max;
  }
  // Rising bands cannot overlap.
  return sorted ? problems : problems.concat(overlaps(bands));
}

function overlaps(bands) {
  const order = bands.map((_, index) => index).sort((a, b) => bands[a].agent_count_min - bands[b].agent_count_min);
  const problems = [];
  let end = 0;
  for (const index of order) {
    const { agent_count_min: min, agent_count_max: max } = bands[index];
    if (min <= end) problems.push([["pacing_rules", index], "the band overlaps another"]);
    if (max > end) end = max;
  }
  return problems;
}
