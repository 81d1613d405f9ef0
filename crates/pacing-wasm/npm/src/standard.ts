import { validate, type ValueDiagnostic } from "./validate.js";
import type { DialerDocument, Options } from "./types.js";

/** A problem as the Standard Schema has it. */
export interface StandardIssue {
  readonly message: string;
  readonly path: ReadonlyArray<PropertyKey>;
}

/** The Standard Schema, version 1 (https://standardschema.dev), as far as it is needed here. */
export interface StandardSchema {
  readonly "~standard": {
    readonly version: 1;
    readonly vendor: "pacing-core";
    readonly validate: (value: unknown) => { readonly value: DialerDocument; readonly issues?: undefined } | { readonly issues: readonly StandardIssue[] };
    readonly types?: { readonly input: DialerDocument; readonly output: DialerDocument };
  };
}

/**
 * A document for every library that takes a Standard Schema: forms, routers, RPC. It checks values at once, never text: a string is no document. Only errors
 * become issues, since the standard knows no severity; each has the path of a field, that of the missing one where one is missing.
 *
 * @example
 * ```ts
 * const form = useForm<DialerDocument>({ resolver: standardSchemaResolver(pacingSchema) });
 * ```
 */
export const pacingSchema: StandardSchema = /* @__PURE__ */ pacingSchemaFor();

/** The same with options. */
export function pacingSchemaFor(options?: Options): StandardSchema {
  return {
    "~standard": {
      version: 1,
      vendor: "pacing-core",
      validate(value) {
        const report = validate(value, options);
        if (report.valid) return { value: report.value };
        const errors = report.diagnostics.filter(({ severity }) => severity === "error");
        return { issues: errors.map((error) => ({ message: error.message, path: pathOf(error, value) })) };
      },
    },
  };
}

/** The keys of a diagnostic's pointer, indices as numbers; down to the field itself where one is missing. */
function pathOf({ code, path, args }: ValueDiagnostic, value: unknown): PropertyKey[] {
  let at = value;
  const keys: PropertyKey[] = path.split("/").slice(1).map((step) => {
    const name = step.replaceAll("~1", "/").replaceAll("~0", "~");
    try {
      const key = Array.isArray(at) ? Number(name) : name;
      at = (at as Record<PropertyKey, unknown> | null | undefined)?.[key];
      return key;
    } catch {
      // A getter that throws: that is what the diagnostic is about.
      at = undefined;
      return name;
    }
  });
  return code === "S004" && typeof args["field"] === "string" ? [...keys, args["field"]] : keys;
}
