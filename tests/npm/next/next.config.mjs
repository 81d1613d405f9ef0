import { fileURLToPath } from "node:url";

/** Plain files in `out/`; the packages are in the folder above. */
export default {
  output: "export",
  turbopack: { root: fileURLToPath(new URL("..", import.meta.url)) },
};
