import { build } from "pacing-core/slim";
import broken from "../../examples/broken.json?raw";
import example from "../../examples/outbound-sales.json?raw";

/** The tutorial's example, which is valid. */
export const EXAMPLE = example;

/** The example with mistakes of many kinds. */
export const BROKEN = broken;

/** A document with nothing in it yet. */
export function blank(): string {
  return build({ dialer: "", bands: [], threshold: 0.025, maxSpeed: 45 }).text;
}
