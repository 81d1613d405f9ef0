// The built package, as a program gets it that installs it: `cargo xtask npm` makes it.

import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

/** The folder of the package. */
export const folder = fileURLToPath(new URL("../../../dist/npm/", import.meta.url));
if (!existsSync(`${folder}package.json`)) throw new Error("the package has not been built; `cargo xtask npm` does it");

// A package may require itself by its name, so `exports` in its package.json decides what is loaded.
export const pacing = createRequire(`${folder}package.json`)("pacing-core");
