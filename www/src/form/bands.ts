import { edit } from "pacing-core/slim";
import { addBand } from "../document/edits.ts";
import type { Link } from "../document/link.ts";
import { BANDS, type BandField } from "../document/pointer.ts";
import type { Session, Snapshot } from "../document/session.ts";
import { strings } from "../strings.ts";
import { h } from "../ui/dom.ts";
import { icon } from "../ui/icons.ts";
import { BandRow, type Rows } from "./band-row.ts";
import { Messages } from "./field.ts";
import type { Touched } from "./touched.ts";

/** The table of bands: each row is the band at one index of the list. */
export function bandsView(session: Session, touched: Touched, link: Link): HTMLElement {
  const text = strings.bands;
  const rows: BandRow[] = [];
  const said = h("span", { class: "hidden", role: "status" });
  const messages = new Messages(session);
  const none = h("p", { class: "empty" }, text.none);
  const add = h("button", { type: "button", class: "small" }, icon("add"), text.add);

  const acts: Rows = {
    focus: (row: number, field: BandField) => rows[row]?.focus(field),
    remove(row) {
      if (!session.edit((text) => edit.removeBand(text, row), "input.form")) return;
      said.textContent = text.removed(row + 1);
      const next = rows[Math.min(row, rows.length - 1)];
      if (next) next.focus("agent_count_min");
      else add.focus();
    },
    add() {
      const { bands } = session.now.outline;
      if (!session.edit((text) => addBand(text, session.now.outline), "input.form")) return;
      const before = new Set(bands.map(({ min }) => min?.text));
      const made = session.now.outline.bands.findIndex(({ min }) => !before.has(min?.text));
      rows[made]?.focus("agent_count_max");
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

  const show = (now: Snapshot): void => {
    const { bands } = now.outline;
    for (const [index, band] of bands.entries()) {
      let row = rows[index];
      if (!row) {
        row = rowAt(index);
        rows.push(row);
        table.append(row.element);
      }
      row.show(band, index === bands.length - 1);
    }
    for (const row of rows.splice(bands.length)) row.element.remove();
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
    linked = band === undefined ? undefined : rows[band];
    linked?.link(true);
  });
  session.subscribe(show);
  return h(
    "section",
    { class: "card bands", "aria-labelledby": "bands-title" },
    h("header", {}, h("h2", { id: "bands-title" }, text.title), h("span", { class: "hint" }, text.hint), add),
    table,
    none,
    messages.element,
    h("p", { class: "hint keys", id: "bands-keys" }, text.keys),
    said,
  );
}
