/** Where the module comes from: one file for each entry of the package implements it. */
export interface Source {
  /** The module, at once; throws a `PacingError` where it must be waited for. */
  module(): WebAssembly.Module;
  /** The module, when it is compiled. */
  load(): Promise<WebAssembly.Module>;
}
