import { type ForecastReport, forecastDiagnostics, PacingError } from "pacing-core/forecast";
import type { ProfileId } from "pacing-core/slim";
import type { Session } from "../document/session.ts";
import type { Assumptions, Assuming } from "./assumptions.ts";

/** A look at all bands that takes longer than this, in milliseconds, is no part of a keystroke: it waits until typing rests. */
const PATIENCE = 6;
const NOTHING: ForecastReport = { diagnostics: [] };

/** Adds bands that are predicted to pass the cap to the problems of the text, as long as there are assumptions. */
export function diagnoseForecast(session: Session, assuming: Assuming): void {
  let last: { text: string; profile: ProfileId; assumptions: Assumptions; report: ForecastReport } | undefined;
  let cost = 0;
  let resting: ReturnType<typeof setTimeout> | undefined;

  const look = (text: string, profile: ProfileId, assumptions: Assumptions): ForecastReport => {
    const start = performance.now();
    const report = found(text, profile, assumptions);
    cost = performance.now() - start;
    last = { text, profile, assumptions, report };
    return report;
  };
  const whenResting = (): void => {
    clearTimeout(resting);
    resting = setTimeout(() => {
      const { text, profile } = session.now;
      if (!assuming.now || assuming.doubt !== undefined) return;
      look(text, profile, assuming.now);
      session.findMore(finder);
    }, 200);
  };
  const stop = (): void => {
    clearTimeout(resting);
    session.findMore(undefined, assuming.now && assuming.doubt);
  };
  const finder = (text: string, profile: ProfileId): ForecastReport => {
    const assumptions = assuming.now;
    if (!assumptions) return NOTHING;
    if (last?.text === text && last.profile === profile && last.assumptions === assumptions) return last.report;
    if (cost < PATIENCE) return look(text, profile, assumptions);
    whenResting();
    return NOTHING;
  };
  // A slider that moves would otherwise draw squiggles and lists anew in each frame.
  assuming.subscribe(() => (assuming.now && assuming.doubt === undefined ? whenResting() : stop()));
  if (assuming.doubt === undefined) whenResting();
  else stop();
}

/** Assumptions that make no sense are told of where they are typed. */
function found(text: string, profile: ProfileId, assumptions: Assumptions): ForecastReport {
  try {
    return forecastDiagnostics(text, assumptions, { profile });
  } catch (error) {
    if (error instanceof PacingError && error.code === "invalid-option") return NOTHING;
    throw error;
  }
}
