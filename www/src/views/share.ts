import { hashOf, withoutId } from "../document/share.ts";
import type { Session } from "../document/session.ts";
import type { Assuming } from "../forecast/assumptions.ts";
import { strings } from "../strings.ts";
import { h, setText } from "../ui/dom.ts";
import { icon } from "../ui/icons.ts";
import { copyText } from "./copy.ts";
import { showDialog } from "./dialog.ts";
import type { Notices } from "./notices.ts";

/** Some programs cut addresses that are longer. */
const LONG = 8000;

/** Makes a link to the text as it is, right or wrong. */
export function showShare(session: Session, assuming: Assuming, notices: Notices): void {
  const { text, profile } = session.now;
  const words = strings.share;
  const link = h("textarea", { readonly: true, rows: 4, "aria-label": words.label, spellcheck: "false" });
  const size = h("span", { class: "hint" });
  const long = h("p", { class: "hint", hidden: true }, words.long);
  const include = h("input", { type: "checkbox", id: "share-id", "aria-describedby": "share-id-hint" });
  const copy = h("button", { type: "button", class: "primary" }, icon("copy"), words.copy);
  const make = async (): Promise<void> => {
    const hash = await hashOf({ text: include.checked ? text : withoutId(text), profile, forecast: assuming.now });
    link.value = `${location.href.replace(/#.*$/, "")}${hash}`;
    setText(size, words.length(link.value.length));
    long.hidden = link.value.length < LONG;
  };
  include.addEventListener("change", () => void make());
  copy.addEventListener("click", () => void copyText(link.value, copy, notices));
  showDialog(
    words.title,
    "share",
    h("p", {}, words.lead),
    h("p", { class: "check" }, include, h("label", { for: "share-id" }, words.id), h("span", { class: "hint", id: "share-id-hint" }, words.idOut)),
    assuming.now && h("p", { class: "hint" }, words.forecast),
    link,
    long,
    h("p", { class: "row" }, copy, size),
  );
  void make();
}
