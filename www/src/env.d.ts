/** The version of the package, and the commit that the page was built from; set by `vite.config.ts`. */
declare const __VERSION__: string;
declare const __COMMIT__: string;
