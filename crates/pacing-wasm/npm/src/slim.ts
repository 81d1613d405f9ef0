/**
 * The same as the main entry without the module inside: bring it with `init`.
 *
 * @packageDocumentation
 */

export * from "./api.js";
export { init, initSync, type WasmInput } from "./source/slim.js";
