/**
 * Checks the pacing of outbound dialers: text in, diagnostics with ranges and fixes out.
 *
 * @packageDocumentation
 */

export * from "./api.js";
