import { PacingError } from "../error.js";
import { ApplyError, type ExitCode, type Failure } from "./failure.js";
import type { Problem } from "./report.js";

/** What a call of the module says in the end: `Answer` of `src/answer.rs`. */
type Answer<T> = { done: T } | { refused: Refusal };
type Refusal = { option: string } | { invalid: Problem[] } | { failed: { failure: Failure; exit: ExitCode } };

/** The result, or what speaks against it as an error. */
export function resultOf<T>(answer: unknown): T {
  const said = answer as Answer<T>;
  if ("done" in said) return said.done;
  const { refused } = said;
  if ("option" in refused) throw new PacingError("invalid-option", refused.option);
  if ("invalid" in refused) throw invalid(refused.invalid);
  throw new ApplyError(refused.failed.failure, refused.failed.exit);
}

function invalid(errors: readonly Problem[]): PacingError {
  const first = errors[0];
  const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : "";
  return new PacingError("invalid-document", `the document has errors: ${first?.message ?? "no reason known"}${more}`);
}
