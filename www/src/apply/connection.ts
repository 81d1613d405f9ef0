import type { Auth, Target, Webhook } from "pacing-core/apply";
import { remembered, remember } from "./remembered.ts";

/** What was typed about the platform and the receiver of events. Its secrets live in this object alone: they are never kept, and go with the page. */
export class Connection {
  baseUrl = remembered().baseUrl;
  way: "token" | "client" = remembered().way;
  accessToken = "";
  clientId = "";
  clientSecret = "";
  basic = false;
  webhookUrl = "";
  webhookSecret = "";
  actor = remembered().actor;
  #answered = "";

  /** What is still to be typed before the platform can be asked. */
  get missing(): readonly ("baseUrl" | "token" | "clientId" | "clientSecret")[] {
    const missing: ("baseUrl" | "token" | "clientId" | "clientSecret")[] = [];
    if (this.baseUrl.trim() === "") missing.push("baseUrl");
    if (this.way === "token" && this.accessToken.trim() === "") missing.push("token");
    if (this.way === "client" && this.clientId.trim() === "") missing.push("clientId");
    if (this.way === "client" && this.clientSecret === "") missing.push("clientSecret");
    return missing;
  }

  get target(): Target {
    return { baseUrl: this.baseUrl.trim(), auth: this.#auth };
  }

  get webhook(): Webhook | undefined {
    const url = this.webhookUrl.trim();
    if (url === "") return undefined;
    const secret = this.webhookSecret.trim();
    return { url, ...(secret === "" ? {} : { secrets: [secret] }) };
  }

  /** Scheme, host and port of the platform; what was typed where that is no address. */
  get server(): string {
    return originOf(this.baseUrl);
  }

  /** Scheme, host and port of the receiver: its path may be a secret. */
  get receiver(): string {
    return originOf(this.webhookUrl);
  }

  /** Keeps what is no secret, for the next visit. */
  keep(): void {
    remember({ baseUrl: this.baseUrl.trim(), actor: this.actor.trim(), way: this.way });
  }

  /** Takes note that the platform has answered this page. */
  hasAnswered(): void {
    this.#answered = this.server;
  }

  /** Whether it has before: then its address and its CORS policy are right. */
  get answered(): boolean {
    return this.#answered !== "" && this.#answered === this.server;
  }

  get #auth(): Auth {
    if (this.way === "token") return { accessToken: this.accessToken.trim() };
    return { clientId: this.clientId.trim(), clientSecret: this.clientSecret, clientAuth: this.basic ? "basic" : "body" };
  }
}

/** The one of this tab. */
export const connection = new Connection();

function originOf(address: string): string {
  return URL.canParse(address.trim()) ? new URL(address.trim()).origin : "";
}
