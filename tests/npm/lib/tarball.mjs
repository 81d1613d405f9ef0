import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

const dist = new URL("../../../dist/", import.meta.url);

/** The path of the packed package, which `cargo xtask npm` makes. */
export function tarball() {
  const name = readdirSync(dist).find((name) => /^pacing-core-.*\.tgz$/.test(name));
  return fileURLToPath(new URL(name, dist));
}
