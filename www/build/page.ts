import type { Plugin } from "vite";
import { CSP } from "./csp.ts";

/** Puts into the page what only the build knows: its policy, so that it holds on any web server, and the modules that check and edit, to be fetched beside the script. */
export function page(): Plugin {
  return {
    name: "pacing-page",
    apply: "build",
    transformIndexHtml: {
      order: "post",
      handler: (_html, { bundle }) => {
        const modules = Object.keys(bundle ?? {}).filter((file) => /pacing_(core|edit)\b.*\.wasm$/.test(file));
        if (modules.length !== 2) throw new Error(`the build has the modules ${modules.join() || "none"}`);
        return [
          { tag: "meta", attrs: { "http-equiv": "Content-Security-Policy", content: CSP }, injectTo: "head-prepend" },
          ...modules.map((module) => ({
            tag: "link",
            attrs: { rel: "preload", as: "fetch", crossorigin: "anonymous", href: `./${module}` },
            injectTo: "head" as const,
          })),
        ];
      },
    },
  };
}
