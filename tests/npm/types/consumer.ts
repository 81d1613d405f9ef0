// What a TypeScript project sees: compiled, never run.

import { applyFixes, build, edit, explain, jsonSchema, pacingSchema, places, profiles, rules, speedFor, validate, validateText } from "pacing-core";
import type { Band, Diagnostic, DialerDocument, ProfileId, Report, RuleCode, RuleName, TextEdit } from "pacing-core";
import { type ApplyOptions, apply, openLog, readDialer, type Report as ApplyReport, type Step } from "pacing-core/apply";
import { toCodeMirror } from "pacing-core/codemirror";
import { type Forecast, forecast, forecastDiagnostics, suggest } from "pacing-core/forecast";
import { toLsp } from "pacing-core/lsp";
import { toMonaco, toMonacoActions } from "pacing-core/monaco";
import { init } from "pacing-core/slim";

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
type IsAny<T> = 0 extends 1 & T ? true : false;
/** Compiles only where its argument is `true`. */
type Assert<T extends true> = T;

/** No function of the package takes or gives `any`, at the outermost level. */
type Opaque<F> = F extends (...args: infer A) => infer R ? IsAny<R> extends true ? true : IsAny<A[number]> : IsAny<F>;
export type NothingIsAny = [
  Assert<Equal<Opaque<typeof validateText>, false>>,
  Assert<Equal<Opaque<typeof validate>, false>>,
  Assert<Equal<Opaque<typeof applyFixes>, false>>,
  Assert<Equal<Opaque<typeof build>, false>>,
  Assert<Equal<Opaque<typeof edit.set>, false>>,
  Assert<Equal<Opaque<typeof explain>, false>>,
  Assert<Equal<Opaque<typeof jsonSchema>, false>>,
  Assert<Equal<Opaque<typeof places>, false>>,
  Assert<Equal<Opaque<typeof profiles>, false>>,
  Assert<Equal<Opaque<typeof rules>, false>>,
  Assert<Equal<Opaque<typeof speedFor>, false>>,
  Assert<Equal<Opaque<typeof forecastDiagnostics>, false>>,
  Assert<Equal<Opaque<typeof toCodeMirror>, false>>,
  Assert<Equal<Opaque<typeof toMonaco>, false>>,
  Assert<Equal<Opaque<typeof toMonacoActions>, false>>,
  Assert<Equal<Opaque<typeof toLsp>, false>>,
  Assert<Equal<Opaque<typeof init>, false>>,
  Assert<Equal<Opaque<typeof apply>, false>>,
  Assert<Equal<Opaque<typeof openLog>, false>>,
  Assert<Equal<Opaque<typeof readDialer>, false>>,
  Assert<Equal<IsAny<Diagnostic[keyof Diagnostic]>, false>>,
];

/** Codes, names and profiles are unions of literals, not strings. */
export type Literals = [
  Assert<Equal<string extends RuleCode ? true : false, false>>,
  Assert<Equal<string extends RuleName ? true : false, false>>,
  Assert<Equal<string extends ProfileId ? true : false, false>>,
  Assert<"M003" extends RuleCode ? true : false>,
  Assert<"matrix-overlap" extends RuleName ? true : false>,
  Assert<"us" extends ProfileId ? true : false>,
];

const report: Report = validateText("{}", { profile: "us", rules: { "matrix-gap": "error", M003: "error" } });
export const offsets: number[] = report.diagnostics.map(({ range }) => range.end.offset - range.start.offset);
export const edits: TextEdit[] = report.diagnostics.flatMap(({ fix }) => fix?.edits ?? []);

const checked = validate({});
export const document: DialerDocument | undefined = checked.valid ? checked.value : undefined;
export const answer = pacingSchema["~standard"].validate({});

// @ts-expect-error There is no such profile.
validateText("{}", { profile: "atlantis" });
// @ts-expect-error There is no such rule.
validateText("{}", { rules: { X999: "error" } });
// @ts-expect-error There is no such code.
export const wrong: boolean = report.diagnostics[0]?.code === "X999";
// @ts-expect-error A text is a string.
validateText({});

const predicted: Forecast = forecast("{}", { answerRate: [0.15, 0.25], handleTime: 180, unit: "per-minute", profile: "us" });
export const shares: number[] = predicted.bands.flatMap((band) => band.points().map(({ abandonment }) => abandonment.high));
export const matrix: Band[] = suggest({ agents: [1, 50], loss: 0.1 }, { answerRate: 0.2, handleTime: 180 }).bands;
export const held: Band[] = suggest({ bands: [[1, 5]], maxSpeed: 45 }, { answerRate: 0.2, handleTime: 180 }).bands;
export const global: number | undefined = predicted.uncovered[0]?.atGlobal?.max_speed;
export const ofBands: boolean = forecast([[1, 5, 10], { agent_count_min: 6, agent_count_max: 20, max_speed: 25 }], { answerRate: 0.2, handleTime: 180 }).keepsCap;
// @ts-expect-error Either teams or bands.
suggest({ agents: [1, 50], bands: [[1, 5]] }, { answerRate: 0.2, handleTime: 180 });
// @ts-expect-error Nothing is wanted.
suggest({}, { answerRate: 0.2, handleTime: 180 });
// @ts-expect-error A number is no document.
forecast(42, { answerRate: 0.2, handleTime: 180 });
// @ts-expect-error There is no such unit.
forecast("{}", { answerRate: 0.2, handleTime: 180, unit: "per-day" });
// @ts-expect-error The handling time is missing.
forecast("{}", { answerRate: 0.2 });

declare const options: ApplyOptions;
/** The outcome says which members there are. */
export function told(report: ApplyReport): string {
  switch (report.outcome) {
    case "applied":
      return report.confirmed;
    case "notApplied":
    case "unknown":
      return report.error.advice ?? report.error.code;
    case "invalid":
      return report.errors.map(({ code }: { code: RuleCode }) => code).join();
    default:
      return report.dialer;
  }
}
export const waited = (step: Step): number => (step.kind === "waiting" ? step.seconds : 0);
export const outcome: Promise<string> = apply("{}", { ...options, confirm: ({ changes }) => changes.length < 3 }).then(told);
// @ts-expect-error Without a log nothing is changed.
apply("{}", { target: { baseUrl: "https://platform.example", auth: { accessToken: "x" } } });
// @ts-expect-error Either a token or a client.
readDialer("d", { target: { baseUrl: "https://platform.example", auth: {} } });
// @ts-expect-error An outcome that there is not.
export const never: boolean = ({} as ApplyReport).outcome === "perhaps";
