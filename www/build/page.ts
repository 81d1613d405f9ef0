import type { Plugin } from "vite";
import { CSP } from "./csp.ts";

/** Puts into the page what only the build knows: its policy, so that it holds on any web server, and the module that checks, to be fetched beside the script. */
export function page(): Plugin {
  return {
    name: "pacing-page",
    apply: "build",
    transformIndexHtml: {
      order: "post",
      handler: (_html, { bundle }) => {
        const module = Object.keys(bundle ?? {}).find((file) => /pacing_core\b.*\.wasm$/.test(file));
        if (module === undefined) throw new Error("the build has no module that checks");
        return [
          { tag: "meta", attrs: { "http-equiv": "Content-Security-Policy", content: CSP }, injectTo: "head-prepend" },
          { tag: "link", attrs: { rel: "preload", as: "fetch", crossorigin: "anonymous", href: `./${module}` }, injectTo: "head" },
        ];
      },
    },
  };
}
