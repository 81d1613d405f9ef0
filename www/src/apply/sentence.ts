/** A sentence of the package, which begins small and has no full stop, as one that stands alone. */
export function sentence(message: string): string {
  return `${capital(message)}${/[.!?]$/.test(message) ? "" : "."}`;
}

/** With a capital letter at the beginning. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
