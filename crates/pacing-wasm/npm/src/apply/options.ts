import type { Level, ProfileId, RuleCode, RuleName } from "../types.js";
import type { AuditLog } from "./log.js";
import type { Plan } from "./plan.js";
import type { Step } from "./step.js";

/**
 * Who asks the platform. What is secret stays in memory: it is in no record, report, error, address or storage, and what a server says of it is
 * covered.
 */
export type Auth =
  | {
      /** A bearer token that was got elsewhere. It is used as it is until the platform refuses it. */
      readonly accessToken: string;
    }
  | {
      /** The OAuth client (RFC 6749, section 4.4). */
      readonly clientId: string;
      /** Its secret. A browser keeps no secret from the person in front of it, nor from an extension: an access token is the better choice there. */
      readonly clientSecret: string;
      /** How both are sent: in the body of the request, or by HTTP Basic. `body` where nothing is said. */
      readonly clientAuth?: "body" | "basic";
    };

/** The platform and who asks it. */
export interface Target {
  /** The address of the platform: https, or http to this machine. The token endpoint is `oauth2/token` below it. */
  readonly baseUrl: string;
  /** Who asks. */
  readonly auth: Auth;
}

/** The receiver of the event that tells of an applied change. */
export interface Webhook {
  /** Its address: https, or http to this machine. Its path may be a secret; only scheme, host and port are ever shown. */
  readonly url: string;
  /** The secrets that sign the event (Standard Webhooks, `whsec_…`); two while one is being replaced by the other. */
  readonly secrets?: readonly string[];
  /** The tutorial's object, or a CloudEvent around it. `tutorial` where nothing is said. */
  readonly format?: "tutorial" | "cloudEvents";
  /** Takes the events too that were meant for another receiver: for one that has moved. */
  readonly takesAll?: boolean;
}

/** How patient a run is. All times in seconds; what is left out is as in the program `pacing-apply`. */
export interface Settings {
  /** How long the whole exchange for a token may take: 10. */
  readonly tokenTimeout?: number;
  /** How long reading the dialer may take: 15. */
  readonly getTimeout?: number;
  /** How long changing the dialer may take: 15. */
  readonly putTimeout?: number;
  /** How long delivering the event may take: 10. */
  readonly webhookTimeout?: number;
  /** How often a request is repeated at most: 3. */
  readonly maxRetries?: number;
  /** The wait before the first repetition, where the server tells none; it doubles with each: 2. */
  readonly baseDelay?: number;
  /** The pause between two looks at a dialer that is busy: 2. */
  readonly pollInterval?: number;
  /** How long a busy dialer is waited for: 60. */
  readonly pollLimit?: number;
  /** When nothing new is begun any more, from the start of the run; thinking about a plan does not count: 120. */
  readonly deadline?: number;
  /** How long to wait for another tab or call that changes the same dialer or writes the same log: 10. */
  readonly lockWait?: number;
}

/** What every call that asks the platform is told. */
export interface PlatformOptions {
  /** The platform. */
  readonly target: Target;
  /** Patience. */
  readonly settings?: Settings;
  /**
   * Ends the run early, as Ctrl-C does for the program: waits end, nothing new is begun, and a change that was sent is still heard and read back to
   * its end. `apply` then still resolves with a report.
   */
  readonly signal?: AbortSignal;
  /** Is told what happens while it happens. What it throws is reported as an uncaught error and changes nothing. */
  readonly onProgress?: (step: Step) => void;
}

/** What a document is judged by: a valid one alone is planned or applied. */
export interface DocumentOptions {
  /** The regulatory profile; `us` where none is named. */
  readonly profile?: ProfileId;
  /** The dialer that the document is meant for; its id must be equal. */
  readonly dialer?: string;
  /** Rules with another weight, by name or code. Errors can be neither lowered nor turned off. */
  readonly rules?: { readonly [rule in RuleName | RuleCode]?: Level };
}

/** What `plan` is told. */
export interface PlanOptions extends PlatformOptions, DocumentOptions {}

/** What the audit log is told of a run. */
export interface Trail {
  /** Where it is recorded. */
  readonly log: AuditLog;
  /** Who does it, for the audit log: `unknown` where nobody is named. */
  readonly actor?: string;
  /** Why, for the audit log. */
  readonly reason?: string;
  /** Leaves client data out of the audit log, and of the event, which lies in it. */
  readonly masked?: boolean;
}

/** What `apply` is told. */
export interface ApplyOptions extends PlatformOptions, DocumentOptions, Trail {
  /** The receiver of the event; none means that no event is made. */
  readonly webhook?: Webhook;
  /** Sends the document although the dialer holds it already. */
  readonly force?: boolean;
  /**
   * Is shown the plan before anything is sent; `false` sends nothing. Without it, calling `apply` is the yes. The deadline waits meanwhile. What it
   * throws counts as a no, and is thrown by `apply` when that is recorded.
   */
  readonly confirm?: (plan: Plan) => boolean | Promise<boolean>;
}

/** What `recover` is told. */
export interface RecoverOptions extends PlatformOptions, Trail {
  /** The receiver of the event of a change that turns out to be applied. */
  readonly webhook?: Webhook;
}

/** What `deliver` is told. No platform is asked. */
export interface DeliverOptions extends Trail {
  /** The receiver. */
  readonly webhook: Webhook;
  /** Patience. */
  readonly settings?: Settings;
  /** Ends the delivery early. */
  readonly signal?: AbortSignal;
  /** Is told what happens while it happens. */
  readonly onProgress?: (step: Step) => void;
}
