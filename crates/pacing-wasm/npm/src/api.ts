// Everything that the main entry, `/slim` and the workerd arm have in common.

export { type Built, build, type BuildInput } from "./build.js";
export { complete, type Completion } from "./complete.js";
export { type Change, diff, format, speedFor } from "./document.js";
export { applyEdits, edit } from "./edit.js";
export { ready } from "./engine.js";
export { PacingError, type PacingErrorCode } from "./error.js";
export { applyFixes, type Fixed } from "./fixes.js";
export { type Hover, hover } from "./hover.js";
export { type Places, places } from "./places.js";
export { explain, profiles, rules } from "./registry.js";
export { validateText } from "./report.js";
export { jsonSchema } from "./schema.js";
export { pacingSchema, pacingSchemaFor, type StandardIssue, type StandardSchema } from "./standard.js";
export type { Example, FieldInfo, ProfileInfo, RuleInfo } from "./tables.js";
export type * from "./types.js";
export { validate, type ValueDiagnostic, type ValueReport } from "./validate.js";
