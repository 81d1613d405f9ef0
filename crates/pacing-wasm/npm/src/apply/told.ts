// Options as the module reads them: `Told` of `src/options.rs`. What is secret is checked to be a string, so that no error shows it.

import { kind, needString, PacingError } from "../error.js";
import type { Auth, DocumentOptions, Settings, Target, Trail, Webhook } from "./options.js";

/** The members of the options of any call; each takes some. */
interface All extends Partial<DocumentOptions>, Partial<Trail> {
  readonly target?: Target;
  readonly settings?: Settings;
  readonly webhook?: Webhook;
  readonly force?: boolean;
  readonly signal?: unknown;
  readonly onProgress?: unknown;
  readonly confirm?: unknown;
}

const PLATFORM = ["target", "settings", "signal", "onProgress"];
const DOCUMENT = ["profile", "dialer", "rules"];
const TRAIL = ["log", "actor", "reason", "masked", "webhook"];

/** The members that each call takes. */
export const MEMBERS = {
  apply: [...PLATFORM, ...DOCUMENT, ...TRAIL, "force", "confirm"],
  plan: [...PLATFORM, ...DOCUMENT],
  readDialer: PLATFORM,
  recover: [...PLATFORM, ...TRAIL],
  deliver: ["settings", "signal", "onProgress", ...TRAIL],
};

const SETTINGS = [
  "tokenTimeout",
  "getTimeout",
  "putTimeout",
  "webhookTimeout",
  "maxRetries",
  "baseDelay",
  "pollInterval",
  "pollLimit",
  "deadline",
  "lockWait",
];

/** What the module is told of the options of a call. */
export function toldOf(options: unknown, call: keyof typeof MEMBERS): object {
  const all = object<All>(options, "options", MEMBERS[call]);
  const { target, settings, webhook, actor, reason, masked, force, profile, dialer, rules, signal } = all;
  if (signal !== undefined && !(signal instanceof AbortSignal)) throw new TypeError("`signal` must be an AbortSignal");
  for (const name of ["onProgress", "confirm"] as const) {
    if (all[name] !== undefined && typeof all[name] !== "function") throw new TypeError(`\`${name}\` must be a function, this is ${kind(all[name])}`);
  }
  for (const [name, text] of Object.entries({ actor, reason, profile, dialer })) if (text !== undefined) needString(text, name);
  return {
    ...(call !== "deliver" && { target: targetOf(target) }),
    patience: patienceOf(settings),
    ...((webhook !== undefined || call === "deliver") && { webhook: webhookOf(webhook) }),
    ...present({ actor, reason, profile, dialer }),
    masked: masked === true,
    force: force === true,
    rules: rules === undefined ? [] : Object.entries(object<object>(rules, "rules")).filter(([, level]) => level !== undefined),
  };
}

function targetOf(target: unknown): object {
  const { baseUrl, auth } = object<Target>(target, "target", ["baseUrl", "auth"]);
  needString(baseUrl, "baseUrl");
  const members = object<Auth>(auth, "auth", ["accessToken", "clientId", "clientSecret", "clientAuth"]);
  for (const [name, text] of Object.entries(members)) if (text !== undefined) needString(text, name);
  return { baseUrl, ...present(members) };
}

function patienceOf(settings: unknown): object {
  if (settings === undefined) return {};
  const numbers = present(object<Settings>(settings, "settings", SETTINGS));
  for (const [name, number] of Object.entries(numbers)) {
    if (typeof number !== "number") throw new TypeError(`\`${name}\` must be a number, this is ${kind(number)}`);
  }
  return numbers;
}

function webhookOf(webhook: unknown): object {
  const { url, secrets = [], format, takesAll } = object<Webhook>(webhook, "webhook", ["url", "secrets", "format", "takesAll"]);
  needString(url, "url");
  if (!Array.isArray(secrets)) throw new TypeError(`\`secrets\` must be an array, this is ${kind(secrets)}`);
  for (const secret of secrets as readonly unknown[]) needString(secret, "secrets");
  if (format !== undefined) needString(format, "format");
  return { url, secrets, ...present({ format }), takesAll: takesAll === true };
}

/** The value as an object that has no other members than these. */
function object<T extends object>(value: unknown, name: string, members?: readonly string[]): T {
  if (typeof value !== "object" || value === null) throw new TypeError(`\`${name}\` must be an object, this is ${kind(value)}`);
  const other = members && Object.keys(value).find((member) => !members.includes(member));
  if (other !== undefined) throw new PacingError("invalid-option", `\`${name}\` has no member \`${other}\``);
  return value as T;
}

/** Without what is undefined. */
function present(members: object): object {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
}
