import { createRequire } from "node:module";
import type { Plugin } from "vite";
import type { RuleInfo } from "pacing-core";

/** Makes `rules/NAME.html` for every rule: what `docs/rules/` says, from the same registry, to be read beside the editor and offline. */
export function rulePages(): Plugin {
  return {
    name: "pacing-rule-pages",
    apply: "build",
    generateBundle() {
      const rules = createRequire(import.meta.url)("pacing-core/rules.json") as RuleInfo[];
      for (const rule of rules) this.emitFile({ type: "asset", fileName: `rules/${rule.name}.html`, source: pageOf(rule) });
    },
  };
}

function pageOf({ code, name, severity, source, what, why, bad, good, fix }: RuleInfo): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'; img-src 'self'">
<title>${code} ${name} - pacing</title>
<link rel="icon" href="../icon.svg">
<link rel="stylesheet" href="../rule.css">
<main>
<p class="kicker">${severity} ${code}</p>
<h1>${name}</h1>
<p class="lead">${prose(what)}</p>
<h2>Why is this bad?</h2>
<p>${prose(why)}</p>
<h2>Example</h2>
<pre tabindex="0">${escaped(bad.text)}</pre>
<h2>Use instead</h2>
<pre tabindex="0">${escaped(good.text)}</pre>
${fix ? `<h2>Fix</h2>\n<p>The fix is ${fix.safety}: it ${prose(fix.what)}.</p>` : ""}
<h2>Source</h2>
<p>${prose(source)}</p>
</main>
</html>
`;
}

/** Text with \`code\` in backticks. */
function prose(text: string): string {
  return escaped(text).replace(/`([^`]+)`/g, "<code>$1</code>");
}

function escaped(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
}
