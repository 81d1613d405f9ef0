/** What is no secret and is asked for each time: kept in this browser. */
interface Remembered {
  readonly baseUrl: string;
  readonly actor: string;
  /** How the platform is asked; the token or the secret itself is not kept. */
  readonly way: "token" | "client";
}

const KEY = "pacing.apply.1";

/** Where the platform is unless somebody says otherwise; the program has the same default. */
const BASE_URL = "https://api.mynicecx.com";

export function remembered(): Remembered {
  try {
    const value = JSON.parse(localStorage.getItem(KEY) ?? "{}") as { baseUrl?: unknown; actor?: unknown; way?: unknown };
    return { baseUrl: textOr(value.baseUrl, BASE_URL), actor: textOr(value.actor, ""), way: value.way === "client" ? "client" : "token" };
  } catch {
    return { baseUrl: BASE_URL, actor: "", way: "token" };
  }
}

/** An address with a name or password in it is not kept. */
export function remember({ baseUrl, actor, way }: Remembered): void {
  try {
    const url = new URL(baseUrl);
    if (url.username === "" && url.password === "" && url.search === "" && url.hash === "") localStorage.setItem(KEY, JSON.stringify({ baseUrl, actor, way }));
  } catch {
    // It is a comfort, and asked for again where the browser keeps nothing.
  }
}

function textOr(value: unknown, otherwise: string): string {
  return typeof value === "string" ? value : otherwise;
}
