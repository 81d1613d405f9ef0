import { strings } from "../strings.ts";
import { h } from "../ui/dom.ts";
import { showDialog } from "./dialog.ts";

/** The list of keys. */
export function showKeys(): void {
  const rows = strings.keys.rows.map(([keys = "", what = ""]) => h("div", {}, h("dt", {}, ...keys.split(", ").flatMap((key, index) => [index > 0 ? ", " : "", h("kbd", {}, key)])), h("dd", {}, what)));
  showDialog(strings.keys.title, "keys", h("dl", {}, ...rows), h("p", { class: "hint" }, strings.keys.mac));
}
