import { h } from "../ui/dom.ts";
import { connection } from "./connection.ts";
import { callout, Input, paragraph, radios } from "./inputs.ts";
import { strings } from "./strings.ts";

/** The fields for the platform, who asks it, and the receiver of events. */
export class ConnectionForm {
  readonly element: HTMLElement;
  readonly #inputs: Record<"baseUrl" | "token" | "clientId" | "clientSecret", Input>;

  /** @param receiver - Whether to ask for the receiver of events, which reading does not need. */
  constructor({ receiver }: { receiver: boolean }) {
    const text = strings.connect;
    const tokenUrl = h("p", { class: "hint" });
    const showTokenUrl = (): void => tokenUrl.replaceChildren(...paragraph(text.tokenUrl(`${connection.baseUrl.trim().replace(/\/+$/, "")}/oauth2/token`)).childNodes);
    this.#inputs = {
      baseUrl: new Input({
        label: text.baseUrl,
        hint: text.baseUrlHint,
        value: connection.baseUrl,
        mono: true,
        set: (value) => {
          connection.baseUrl = value;
          showTokenUrl();
        },
      }),
      token: new Input({ label: text.token, hint: text.tokenHint, value: connection.accessToken, secret: true, set: (value) => (connection.accessToken = value) }),
      clientId: new Input({ label: text.clientId, value: connection.clientId, set: (value) => (connection.clientId = value) }),
      clientSecret: new Input({ label: text.clientSecret, value: connection.clientSecret, secret: true, set: (value) => (connection.clientSecret = value) }),
    };
    const basic = h("input", { type: "checkbox", checked: connection.basic });
    basic.addEventListener("change", () => (connection.basic = basic.checked));
    const token = h("div", { class: "apply-way" }, this.#inputs.token.element);
    const client = h(
      "div",
      { class: "apply-way" },
      callout("warning", text.wrongPlaceTitle, paragraph(text.wrongPlace)),
      h("div", { class: "apply-pair" }, this.#inputs.clientId.element, this.#inputs.clientSecret.element),
      h("label", { class: "check" }, basic, text.clientAuth),
      tokenUrl,
    );
    const show = (): void => {
      token.hidden = connection.way !== "token";
      client.hidden = connection.way !== "client";
    };
    const way = radios(text.who, connection.way, [["token", text.token] as const, ["client", text.client] as const], (choice) => {
      connection.way = choice;
      show();
    });
    show();
    showTokenUrl();
    this.element = h(
      "div",
      { class: "apply-connection" },
      this.#inputs.baseUrl.element,
      way,
      token,
      client,
      paragraph(text.secrets, "hint"),
      receiver ? receiverFields() : undefined,
      h("details", { class: "apply-more" }, h("summary", {}, text.corsTitle), paragraph(text.cors(location.origin))),
    );
  }

  /** Keeps what may be kept; where something is missing says so, goes there, and says no. */
  check(): boolean {
    const { missing } = connection;
    for (const [name, input] of Object.entries(this.#inputs)) {
      const field = name as keyof typeof strings.connect.missing & (typeof missing)[number];
      input.complain(missing.includes(field) ? strings.connect.missing[field] : undefined);
    }
    const [first] = missing;
    if (first !== undefined) this.#inputs[first].input.focus();
    else connection.keep();
    return first === undefined;
  }
}

function receiverFields(): HTMLElement {
  const text = strings.connect;
  const url = new Input({ label: text.webhookUrl, hint: text.webhookUrlHint, value: connection.webhookUrl, mono: true, set: (value) => (connection.webhookUrl = value) });
  const secret = new Input({ label: text.webhookSecret, hint: text.webhookSecretHint, value: connection.webhookSecret, secret: true, set: (value) => (connection.webhookSecret = value) });
  return h("details", { class: "apply-more", open: connection.webhookUrl !== "" }, h("summary", {}, text.more), h("div", { class: "apply-pair" }, url.element, secret.element));
}
