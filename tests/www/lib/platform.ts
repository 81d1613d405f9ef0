import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { PROGRAM } from "./native.ts";

/** What came to the platform; times in milliseconds since it started. */
export interface Recorded {
  readonly at_ms: number;
  readonly method: string;
  readonly path: string;
  readonly status: number | null;
  readonly come_back_ms: number | null;
}

interface Shown {
  readonly document: { readonly predictive_dialer_config: { readonly max_speed: number; readonly abandon_rate_threshold: number } };
  readonly puts: number;
}

/** The practice platform, as `pacing-apply sandbox` starts it: a process of its own for each test. */
export class Platform {
  readonly #process: ChildProcess;
  readonly #environment: ReadonlyMap<string, string>;

  private constructor(process: ChildProcess, environment: ReadonlyMap<string, string>) {
    this.#process = process;
    this.#environment = environment;
  }

  /** Starts one on a free port. */
  static async start(...flags: string[]): Promise<Platform> {
    const process = spawn(PROGRAM, ["sandbox", "--port", "0", ...flags], { stdio: ["ignore", "pipe", "ignore"] });
    const environment = new Map<string, string>();
    for await (const line of createInterface({ input: process.stdout })) {
      const [, name = "", value = ""] = /^export (\w+)=(.*)$/.exec(line) ?? [];
      if (name === "") break;
      environment.set(name, value);
    }
    return new Platform(process, environment);
  }

  async stop(): Promise<void> {
    const ended = once(this.#process, "exit");
    this.#process.kill("SIGTERM");
    await ended;
  }

  get url(): string {
    return this.#setting("CXONE_BASE_URL");
  }

  get clientId(): string {
    return this.#setting("CXONE_CLIENT_ID");
  }

  get clientSecret(): string {
    return this.#setting("CXONE_CLIENT_SECRET");
  }

  get dialer(): string {
    return this.#setting("CXONE_DIALER_ID");
  }

  get webhookUrl(): string {
    return this.#setting("WFM_WEBHOOK_URL");
  }

  get webhookSecret(): string {
    return this.#setting("WFM_WEBHOOK_SECRET");
  }

  /** Lets the next request to an endpoint go wrong. */
  async fault(endpoint: "token" | "get" | "put" | "webhook", fault: Record<string, unknown>): Promise<void> {
    const answer = await fetch(`${this.url}/_sandbox/faults`, { method: "POST", body: JSON.stringify({ endpoint, ...fault }) });
    if (!answer.ok) throw new Error(await answer.text());
  }

  /** Nothing goes wrong any more. */
  async heal(): Promise<void> {
    await fetch(`${this.url}/_sandbox/faults`, { method: "DELETE" });
  }

  /** A token that was got elsewhere. */
  async token(): Promise<string> {
    const body = new URLSearchParams({ grant_type: "client_credentials", client_id: this.clientId, client_secret: this.clientSecret });
    const answer = await fetch(`${this.url}/oauth2/token`, { method: "POST", body });
    return ((await answer.json()) as { access_token: string }).access_token;
  }

  async revoke(): Promise<void> {
    await fetch(`${this.url}/_sandbox/revoke`, { method: "POST" });
  }

  requests(): Promise<Recorded[]> {
    return this.#look("requests");
  }

  async puts(): Promise<Recorded[]> {
    return (await this.requests()).filter(({ method }) => method === "PUT");
  }

  events(): Promise<{ signature: string; delivery: number; body: { dialer_id: string } }[]> {
    return this.#look("events");
  }

  /** The dialer as it is now. */
  shown(): Promise<Shown> {
    return this.#look(`dialers/${this.dialer}`);
  }

  async #look<T>(what: string): Promise<T> {
    return (await (await fetch(`${this.url}/_sandbox/${what}`)).json()) as T;
  }

  #setting(name: string): string {
    const value = this.#environment.get(name);
    if (value === undefined) throw new Error(`the platform did not say ${name}`);
    return value;
  }
}
