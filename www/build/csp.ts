/**
 * The page's Content-Security-Policy. WebAssembly may be compiled, nothing may be evaluated; CodeMirror writes its style sheets into the page; `https:` and
 * loopback are for dialers, which are spoken to on request only.
 */
export const CSP = [
  "default-src 'self'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self' 'unsafe-inline'",
  "connect-src 'self' https: http://127.0.0.1:* http://localhost:*",
].join("; ");

/** What a server adds; `frame-ancestors` counts in a header only. */
export const HEADERS = {
  "Content-Security-Policy": `${CSP}; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  "Cross-Origin-Opener-Policy": "same-origin",
  "Referrer-Policy": "no-referrer",
  "X-Content-Type-Options": "nosniff",
};
