/**
 * The same as the main entry for workers that import their module.
 *
 * @packageDocumentation
 */

export * from "./api.js";
