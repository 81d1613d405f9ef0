import { speedFor } from "pacing-core/slim";
import type { Link } from "../document/link.ts";
import type { Session } from "../document/session.ts";
import { typedNumber } from "../document/threshold.ts";
import { strings } from "../strings.ts";
import { h, s, setAttribute, setChildren, setText } from "../ui/dom.ts";
import { goToPlace } from "../views/navigation.ts";
import { bandShape, drawing, words } from "./draw.ts";
import { DRAWN, isAbove, type Matrix, matrixOf } from "./matrix.ts";
import { type Scale, scaleOf } from "./scale.ts";
import { chartTable } from "./table.ts";

const HEIGHT = 240;

/** The speed matrix as a step chart, with the speed for a team of any size. */
export function chartView(session: Session, link: Link): HTMLElement {
  const text = strings.chart;
  let matrix: Matrix = { bands: [], gaps: [], overlaps: [], global: undefined };
  let scale: Scale | undefined;
  let width = 0;

  const still = s("g");
  const written = s("g");
  const linked = s("path", { class: "linked" });
  const marker = s("path", { class: "marker" });
  const svg = s("svg", { class: "chart", height: HEIGHT, role: "img" }, still, linked, marker, written);
  const frame = h("div", { class: "frame" }, svg);
  const agents = h("input", { type: "text", inputmode: "numeric", class: "number", value: link.team, id: "team-size", autocomplete: "off" });
  const answer = h("output", { for: "team-size" });
  const table = h("details", { class: "as-table" }, h("summary", {}, text.table));
  const empty = h("p", { class: "empty" }, text.empty);
  const left = h("p", { class: "hint", hidden: true });

  const teamAsked = (): number | undefined => {
    const number = Number(typedNumber(agents.value) ?? Number.NaN);
    return Number.isSafeInteger(number) && number >= 1 && number <= 1_000_000_000 ? number : undefined;
  };
  const showAnswer = (team: number | undefined): void => {
    const { obstacle, checker, editable, text: document } = session.now;
    const unknown = team === undefined || checker.state !== "ready" || !editable || obstacle !== undefined;
    const speed = unknown ? undefined : speedFor(document, team);
    setText(answer, unknown ? "–" : speed === undefined ? text.isNone : text.is(speed));
    setAttribute(answer, "data-none", !unknown && speed === undefined ? "" : undefined);
    const at = team === undefined || !scale || team > scale.agents ? undefined : (scale.x(team) + scale.x(team + 1)) / 2;
    setAttribute(marker, "d", at === undefined || !scale ? "" : `M${at} ${scale.top}V${scale.y(0)}`);
  };
  const draw = (): void => {
    if (width === 0) return;
    scale = scaleOf(matrix, width, HEIGHT);
    setAttribute(svg, "width", String(width));
    setAttribute(svg, "viewBox", `0 0 ${width} ${HEIGHT}`);
    setChildren(still, drawing(matrix, scale));
    setChildren(written, words(matrix, scale));
    setAttribute(svg, "aria-label", summary(matrix));
    frame.hidden = matrix.bands.length === 0;
    const omitted = leftOut(session.now.outline.bands.length, matrix.bands.length);
    empty.hidden = matrix.bands.length > 0 || omitted !== "";
    left.hidden = omitted === "";
    setText(left, omitted);
    showLinked(link.band);
    showAnswer(teamAsked());
    if (table.open) fillTable();
  };
  const fillTable = (): void => table.replaceChildren(table.firstElementChild ?? "", chartTable(matrix));
  const showLinked = (band: number | undefined): void => {
    const drawn = matrix.bands.find(({ index }) => index === band);
    setAttribute(linked, "d", drawn && scale ? bandShape(drawn, scale) : "");
  };
  const teamAt = ({ clientX }: MouseEvent): number | undefined => scale?.agentsAt(clientX - svg.getBoundingClientRect().left);
  const bandOf = (team: number | undefined) => matrix.bands.find(({ min, max }) => team !== undefined && min <= team && team <= max);

  agents.addEventListener("input", () => {
    setAttribute(agents, "aria-invalid", teamAsked() === undefined ? "true" : undefined);
    link.pointTeam(teamAsked());
  });
  link.onTeam((team) => {
    if (team !== undefined && team !== teamAsked()) {
      agents.value = String(team);
      agents.removeAttribute("aria-invalid");
    }
    showAnswer(team);
  });
  svg.addEventListener("pointermove", (event) => {
    const team = teamAt(event);
    link.point(bandOf(team)?.index);
    if (team !== undefined) link.pointTeam(team);
  });
  svg.addEventListener("pointerleave", () => link.point(undefined));
  svg.addEventListener("click", (event) => {
    const band = session.now.outline.bands[bandOf(teamAt(event))?.index ?? -1];
    if (band && !session.now.obstacle) goToPlace(band.from, band.to, session);
  });
  table.addEventListener("toggle", () => table.open && fillTable());
  link.subscribe(showLinked);
  session.subscribe((now, before) => {
    if (now.outline === before.outline && now.problems === before.problems) return showAnswer(teamAsked());
    matrix = matrixOf(now, matrix);
    draw();
  });
  const reading = h("p", { class: "reading" }, h("label", { for: "team-size" }, text.for), agents, h("span", {}, text.teams), answer);
  const legend = h("ul", { class: "legend", "aria-hidden": "true" }, ...(["gap", "overlap", "above"] as const).map((kind) => h("li", { class: kind }, text.legend[kind])));
  const body = h("div", {}, frame, empty, left);
  const element = h("section", { class: "card picture", "aria-labelledby": "chart-title" }, h("header", {}, h("h2", { id: "chart-title" }, text.title), reading), body, h("footer", {}, table, legend));
  new ResizeObserver(([entry]) => {
    const wide = Math.floor(entry?.contentRect.width ?? 0);
    if (wide === width || wide === 0) return;
    width = wide;
    draw();
  }).observe(body);
  return element;
}

/** What is not in the picture, in words. */
function leftOut(all: number, drawn: number): string {
  const undrawn = Math.min(all, DRAWN) - drawn;
  const parts = [all > DRAWN ? strings.chart.first(DRAWN, all) : "", undrawn > 0 ? strings.chart.undrawn(undrawn) : ""];
  return parts.filter((part) => part !== "").join(" ");
}

function summary({ bands, gaps, overlaps, global }: Matrix): string {
  return strings.chart.summary(bands.length, gaps.length, overlaps.length, bands.filter((band) => isAbove(band, global)).length);
}
