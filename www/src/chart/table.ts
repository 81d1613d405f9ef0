import { strings } from "../strings.ts";
import { h } from "../ui/dom.ts";
import { isAbove, type Matrix } from "./matrix.ts";

/** The picture as rows, in the order of team sizes. */
export function chartTable({ bands, gaps, overlaps, global }: Matrix): HTMLTableElement {
  const text = strings.chart;
  const rows = [
    ...bands.map((band) => ({
      from: band.min,
      cells: [text.range(band.min, band.max), String(band.speed), isAbove(band, global) && global !== undefined ? text.above(global) : ""],
    })),
    ...gaps.map(({ from, to }) => ({ from, cells: [text.range(from, to), "", text.gapRow] })),
    ...overlaps.map(({ from, to }) => ({ from, cells: [text.range(from, to), "", text.overlapRow] })),
  ].sort((a, b) => a.from - b.from);
  const head = h("thead", {}, h("tr", {}, ...text.columns.map((column) => h("th", { scope: "col" }, column))));
  const body = rows.map(({ cells: [teams = "", ...others] }) => h("tr", {}, h("th", { scope: "row" }, teams), ...others.map((cell) => h("td", {}, cell))));
  return h("table", { class: "plain" }, h("caption", { class: "hidden" }, text.title), head, h("tbody", {}, ...body));
}
