import { numberOf } from "../document/outline.ts";
import type { Snapshot } from "../document/session.ts";

/** A band that can be drawn: whole numbers, from the smaller to the larger end. */
export interface DrawnBand {
  readonly index: number;
  readonly min: number;
  readonly max: number;
  readonly speed: number;
}

/** Teams from one size to another. */
export interface Teams {
  readonly from: number;
  readonly to: number;
}

/** What the picture shows. Gaps and overlaps are those that the package found. */
export interface Matrix {
  readonly bands: readonly DrawnBand[];
  readonly gaps: readonly Teams[];
  readonly overlaps: readonly Teams[];
  readonly global: number | undefined;
}

/** As many as a picture can tell apart, and a browser draws at a keystroke. */
export const DRAWN = 2000;

export function matrixOf({ outline, problems, obstacle }: Snapshot, last: Matrix): Matrix {
  // A text that cannot be read keeps the last picture, gaps and all.
  if (obstacle) return last;
  const bands: DrawnBand[] = [];
  for (const [index, band] of outline.bands.slice(0, DRAWN).entries()) {
    const [min, max, speed] = [numberOf(band.min), numberOf(band.max), numberOf(band.speed)];
    if (min === undefined || max === undefined || speed === undefined || speed < 0) continue;
    bands.push({ index, min: Math.min(min, max), max: Math.max(min, max), speed });
  }
  const gaps: Teams[] = [];
  const overlaps: Teams[] = [];
  for (const { code, args } of problems) {
    const number = (name: string): number => Number(args[name]);
    if (code === "M004") gaps.push({ from: number("from"), to: number("to") });
    else if (code === "M005") gaps.push({ from: 1, to: number("before") });
    else if (code === "M003") overlaps.push({ from: number("min"), to: number("to") });
  }
  return { bands, gaps, overlaps, global: numberOf(outline.maxSpeed) };
}

/** Whether a band is faster than the whole dialer may be. */
export function isAbove({ speed }: DrawnBand, global: number | undefined): boolean {
  return global !== undefined && speed > global;
}
