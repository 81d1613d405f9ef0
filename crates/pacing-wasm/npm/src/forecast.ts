/**
 * Predicts what a configuration will do, tells of bands that pass the cap, and suggests the matrix that keeps a target: `pacing-core/forecast`.
 *
 * @module
 */
export { type Assumptions, limitsOf, type ValueOrRange } from "./forecast/assumptions.js";
export { type ForecastReport, forecastDiagnostics } from "./forecast/diagnostics.js";
export { ready } from "./forecast/engine.js";
export { chanceAbove, wilson } from "./forecast/noise.js";
export type { Interval, Point } from "./forecast/point.js";
export type { Bands, Skipped } from "./forecast/bands.js";
export { type BandForecast, type Forecast, forecast, type Uncovered, worstBand } from "./forecast/predict.js";
export { type Suggestion, suggest, type Wanted } from "./forecast/suggest.js";
export { PacingError, type PacingErrorCode } from "./error.js";
export type { ModelName, SpeedUnit } from "./generated/forecast.js";
export type { Band, Diagnostic, Fix, Level, Omitted, Options, Position, ProfileId, Range, RuleCode, RuleName, Severity, TextEdit } from "./types.js";
