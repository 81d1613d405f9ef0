import { strings } from "./strings.ts";

/** A sentence of the package, which begins small, has no full stop and names options, as one that stands alone and names fields of the form. */
export function sentence(message: string): string {
  const words = inWordsOfHere(message);
  return `${capital(words)}${/[.!?]$/.test(words) ? "" : "."}`;
}

/** A text of the package with the names that things have here. */
export function inWordsOfHere(message: string): string {
  return strings.fields.reduce((text, [option, field]) => text.replaceAll(option, field), message);
}

/** With a capital letter at the beginning. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
