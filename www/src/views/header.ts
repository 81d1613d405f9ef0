import type { Session } from "../document/session.ts";
import type { Work } from "../document/work.ts";
import { strings } from "../strings.ts";
import { h, s, setText } from "../ui/dom.ts";
import { type Icon, icon } from "../ui/icons.ts";
import { menu } from "./menu.ts";

/** What the buttons of the header do. */
export interface Commands {
  example(): void;
  broken(): void;
  blank(): void;
  previous(): void;
  open(): void;
  save(): void;
  share(): void;
  compareSaved(): void;
  compareFile(): void;
  compareDialer(): void;
  apply(): void;
  keys(): void;
}

/** The name of the document, and what can be done with it as a whole. */
export function headerView(session: Session, work: Work, commands: Commands): HTMLElement {
  const text = strings.actions;
  const name = h("span", { class: "name" });
  const state = h("span", { class: "state" });
  const show = (): void => {
    setText(name, work.name === "" ? strings.untitled : work.name);
    setText(state, work.edited ? strings.edited : "");
  };
  work.subscribe(show);
  session.subscribe(show);
  show();
  const start = menu(text.file, "new", () => [
    { label: text.example, run: commands.example },
    { label: text.broken, run: commands.broken },
    { label: text.blank, run: commands.blank },
    ...(work.previous === undefined ? [] : [{ label: text.previous, run: commands.previous }]),
  ]);
  const compare = menu(text.compare, "compare", () => [
    { label: strings.compare.saved, run: commands.compareSaved },
    { label: strings.compare.file, run: commands.compareFile },
    { label: strings.compare.dialer, run: commands.compareDialer },
  ]);
  return h(
    "header",
    { class: "top" },
    h("h1", {}, logo(), h("span", { class: "brand" }, strings.name)),
    h("p", { class: "document" }, name, state),
    h(
      "div",
      { class: "tools", role: "group", "aria-label": text.actions },
      button("undo", text.undo, () => session.undo(), "icon-only"),
      button("redo", text.redo, () => session.redo(), "icon-only"),
      start,
      button("open", text.open, commands.open),
      button("save", text.save, commands.save),
      compare,
      button("share", text.share, commands.share),
      button("apply", text.apply, commands.apply, "labelled primary"),
    ),
  );
}

function button(name: Icon, label: string, run: () => void, kind = "labelled"): HTMLElement {
  return h("button", { type: "button", class: kind.includes("primary") ? kind : `${kind} quiet`, title: label, onclick: run }, icon(name), h("span", { class: kind === "icon-only" ? "hidden" : "label" }, label));
}

/** The steps of a speed matrix. */
function logo(): SVGElement {
  return s(
    "svg",
    { class: "logo", viewBox: "0 0 24 24", "aria-hidden": "true" },
    s("rect", { width: 24, height: 24, rx: 6, class: "logo-back" }),
    s("path", { d: "M5 18v-4h4.5v-4H14V6.5h5", class: "logo-line" }),
  );
}
