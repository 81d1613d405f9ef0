// Everything that the main entry, `/slim` and the workerd arm have in common.

export { ready } from "./engine.js";
export { PacingError, type PacingErrorCode } from "./error.js";
export { type Places, places } from "./places.js";
export { validateText } from "./report.js";
export type * from "./types.js";
