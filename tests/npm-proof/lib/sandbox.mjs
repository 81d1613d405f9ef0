// The practice platform of the native program, and what can go wrong with it.

import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { program } from "./native.mjs";

/** Gives `use` a running platform, and ends it afterwards. */
export async function withSandbox(use, ...flags) {
  const child = spawn(program, ["sandbox", "--port", "0", "--quiet", ...flags], { stdio: ["ignore", "pipe", "inherit"] });
  try {
    return await use(new Sandbox(await environmentOf(child)));
  } finally {
    child.kill("SIGINT");
    await new Promise((ended) => (child.exitCode === null ? child.once("exit", ended) : ended()));
  }
}

async function environmentOf(child) {
  const environment = {};
  for await (const line of createInterface({ input: child.stdout })) {
    const [, name, value] = /^export (\w+)=(.*)$/.exec(line) ?? [];
    if (name) environment[name] = value;
    // The last of them.
    if (name === "WFM_WEBHOOK_SECRET") return environment;
  }
  throw new Error("the sandbox did not say where it is");
}

class Sandbox {
  constructor(environment) {
    this.environment = environment;
    this.baseUrl = environment.CXONE_BASE_URL;
    this.dialer = environment.CXONE_DIALER_ID;
  }

  /** Who applies to it, as the package wants it. */
  get target() {
    const { CXONE_CLIENT_ID: clientId, CXONE_CLIENT_SECRET: clientSecret } = this.environment;
    return { baseUrl: this.baseUrl, auth: { clientId, clientSecret } };
  }

  get webhook() {
    return { url: this.environment.WFM_WEBHOOK_URL, secrets: [this.environment.WFM_WEBHOOK_SECRET] };
  }

  /** A token of its client, as somebody gets it elsewhere. */
  async token() {
    const { clientId, clientSecret } = this.target.auth;
    const scope = "outbound:predictive_dialer:read outbound:predictive_dialer:update";
    const body = new URLSearchParams({ grant_type: "client_credentials", client_id: clientId, client_secret: clientSecret, scope });
    return (await (await fetch(`${this.baseUrl}/oauth2/token`, { method: "POST", body })).json()).access_token;
  }

  /** Lets things go wrong, each with the next request to its endpoint. */
  async faults(...faults) {
    for (const fault of faults) {
      const answer = await fetch(`${this.baseUrl}/_sandbox/faults`, { method: "POST", body: JSON.stringify(fault) });
      if (!answer.ok) throw new Error(await answer.text());
    }
  }

  /** The requests that came. */
  async requests() {
    return (await fetch(`${this.baseUrl}/_sandbox/requests`)).json();
  }

  /** How many requests of each kind came. */
  async counts() {
    const counts = { token: 0, GET: 0, PUT: 0, event: 0 };
    for (const { method, path } of await this.requests()) {
      counts[path.startsWith("/api/") ? method : path.startsWith("/oauth2/") ? "token" : "event"]++;
    }
    return counts;
  }

  /** The events that came. */
  async events() {
    return (await fetch(`${this.baseUrl}/_sandbox/events`)).json();
  }

  /** What the dialer holds, and how often that was changed. */
  async shown() {
    return (await fetch(`${this.baseUrl}/_sandbox/dialers/${this.dialer}`)).json();
  }
}
