import { edit } from "pacing-core/slim";
import { addBand } from "../document/edits.ts";
import type { Link } from "../document/link.ts";
import { BANDS, type BandField } from "../document/pointer.ts";
import type { Session, Snapshot } from "../document/session.ts";
import { strings } from "../strings.ts";
import { h, setText } from "../ui/dom.ts";
import { icon } from "../ui/icons.ts";
import { BandRow, type Rows } from "./band-row.ts";
import { Messages } from "./field.ts";
import type { Touched } from "./touched.ts";

/** As many rows as are there at a time: each has inputs and buttons, and ten thousand of them would stop the page. */
const PAGE = 100;

/** The table of bands, a page of it at a time: each row is the band at one index of the list. */
export function bandsView(session: Session, touched: Touched, link: Link): HTMLElement {
  const text = strings.bands;
  /** The bands from `first` on. */
  const rows: BandRow[] = [];
  let first = 0;
  const said = h("span", { class: "hidden", role: "status" });
  const messages = new Messages(session);
  const none = h("p", { class: "empty" }, text.none);
  const add = h("button", { type: "button", class: "small" }, icon("add"), text.add);

  const acts: Rows = {
    focus(row: number, field: BandField) {
      if (row < 0 || row >= session.now.outline.bands.length) return;
      if (row < first || row >= first + PAGE) turnTo(row);
      rows[row - first]?.focus(field);
    },
    remove(row) {
      if (!session.edit((text) => edit.removeBand(text, row), "input.form")) return;
      said.textContent = text.removed(row + 1);
      const left = session.now.outline.bands.length;
      if (left > 0) acts.focus(Math.min(row, left - 1), "agent_count_min");
      else add.focus();
    },
    add() {
      const { bands } = session.now.outline;
      if (!session.edit((text) => addBand(text, session.now.outline), "input.form")) return;
      const before = new Set(bands.map(({ min }) => min?.text));
      const made = session.now.outline.bands.findIndex(({ min }) => !before.has(min?.text));
      acts.focus(made, "agent_count_max");
    },
  };
  add.addEventListener("click", () => acts.add());

  const column = (...children: (Node | string)[]): HTMLElement => h("div", { role: "columnheader" }, ...children);
  const hidden = (words: string): HTMLElement => h("span", { class: "hidden" }, words);
  const head = h(
    "div",
    { role: "row", class: "cells head" },
    column(hidden(text.row), h("span", { "aria-hidden": "true" }, "#")),
    column(text.min),
    column(text.max),
    column(text.speed),
    column(hidden(text.what)),
  );
  // No table element: rows of one cannot be left out of the layout while they are out of sight.
  const table = h("div", { role: "table", class: "table", "aria-labelledby": "bands-title", "aria-describedby": "bands-keys" }, h("div", { role: "rowgroup" }, head));

  const pageOf = (row: number): number => Math.floor(Math.max(row, 0) / PAGE) * PAGE;
  const turnTo = (row: number): void => {
    first = pageOf(row);
    for (const row of rows.splice(0)) row.element.remove();
    show(session.now);
  };
  const pages = h("span", { role: "status" });
  const earlier = h("button", { type: "button", class: "small", onclick: () => turnTo(first - PAGE) }, text.earlier);
  const later = h("button", { type: "button", class: "small", onclick: () => turnTo(first + PAGE) }, text.later);
  const pager = h("p", { class: "pager row", hidden: true }, pages, earlier, later);

  const show = (now: Snapshot): void => {
    const { bands } = now.outline;
    if (first > 0 && first >= bands.length) return turnTo(bands.length - 1);
    const shown = bands.slice(first, first + PAGE);
    for (const [at, band] of shown.entries()) {
      let row = rows[at];
      if (!row) {
        row = rowAt(first + at);
        rows.push(row);
        table.append(row.element);
      }
      row.show(band, first + at === bands.length - 1);
    }
    for (const row of rows.splice(shown.length)) row.element.remove();
    pager.hidden = bands.length <= PAGE;
    if (!pager.hidden) setText(pages, text.page(first + 1, first + shown.length, bands.length));
    earlier.disabled = first === 0;
    later.disabled = first + PAGE >= bands.length;
    none.hidden = bands.length > 0;
    table.hidden = bands.length === 0;
    messages.show(touched.has(BANDS) ? (now.byPlace.get(BANDS) ?? []) : [], () => add.focus());
  };
  const rowAt = (index: number): BandRow => {
    const row = new BandRow(index, session, touched, acts);
    row.element.addEventListener("pointerenter", () => link.point(index));
    row.element.addEventListener("pointerleave", () => link.point(undefined));
    return row;
  };
  let linked: BandRow | undefined;
  link.subscribe((band) => {
    linked?.link(false);
    linked = band === undefined ? undefined : rows[band - first];
    linked?.link(true);
  });
  session.subscribe(show);
  return h(
    "section",
    { class: "card bands", "aria-labelledby": "bands-title" },
    h("header", {}, h("h2", { id: "bands-title" }, text.title), h("span", { class: "hint" }, text.hint), add),
    pager,
    table,
    none,
    messages.element,
    h("p", { class: "hint keys", id: "bands-keys" }, text.keys),
    said,
  );
}
