import "./forecast.css";
import { type BandForecast, type Forecast, forecast, limitsOf, PacingError, worstBand } from "pacing-core/forecast";
import { speedFor } from "pacing-core/slim";
import { type Matrix, matrixOf } from "../chart/matrix.ts";
import type { Link } from "../document/link.ts";
import type { Session } from "../document/session.ts";
import { strings } from "../strings.ts";
import { h, prose, setText } from "../ui/dom.ts";
import { Amount } from "./amount.ts";
import { type Assumptions, type Assuming, BEGINNING } from "./assumptions.ts";
import { diagnoseForecast } from "./diagnose.ts";
import { assumptionsForm } from "./form.ts";
import { picture } from "./picture.ts";
import { bandsOf, curvesOf } from "./predict.ts";
import { percent, percents } from "./numbers.ts";
import { reading } from "./reading.ts";
import { suggestView } from "./suggest.ts";
import { forecastTable } from "./table.ts";
import { words as text } from "./strings.ts";

/** A forecast of all bands that takes longer than this, in milliseconds, waits until the slider rests; the picture never does. */
const PATIENCE = 6;

/** The forecast: assumptions, picture, what it says of one team and of all bands, and the way back from a target to a matrix. */
export function panel(session: Session, assuming: Assuming, link: Link): HTMLElement {
  let matrix: Matrix = { bands: [], gaps: [], overlaps: [], global: undefined };
  let found: Forecast | undefined;
  let frame = 0;
  let resting: ReturnType<typeof setTimeout> | undefined;
  let cost = 0;

  const drawn = picture(link);
  const model = h("p", { class: "model" });
  const worst = h("p", { class: "worst", role: "status" });
  const trouble = h("p", { class: "trouble", role: "alert", hidden: true });
  const answer = h("div", { class: "answer" });
  const table = h("details", { class: "as-table" }, h("summary", {}, text.table));
  const calls = new Amount({
    label: text.calls,
    hint: text.callsHint,
    unit: "",
    places: 0,
    range: false,
    take: (ends) => {
      const fits = ends !== undefined && Number.isInteger(ends[0]) && ends[0] >= 1 && ends[0] <= 1e9;
      if (fits && assuming.now) assuming.set({ ...assuming.now, calls: ends[0] });
      return fits;
    },
  });

  const said = (): Assumptions => assuming.now ?? BEGINNING;
  const capNow = (): number => said().cap ?? limitsOf(session.now.profile).cap;
  const show = (): void => {
    frame = 0;
    if (!assuming.now) return;
    const { outline, profile } = session.now;
    calls.show([said().calls, said().calls]);
    try {
      drawn.draw(matrix, (agents) => curvesOf(outline, agents, said(), profile), capNow());
      showTeam(link.team);
      clearTimeout(resting);
      if (cost < PATIENCE) showAll();
      else resting = setTimeout(showAll, 150);
      trouble.hidden = true;
    } catch (error) {
      if (!(error instanceof PacingError)) throw error;
      trouble.replaceChildren(...prose(`${error.message}.`));
      trouble.hidden = false;
    }
  };
  const showAll = (): void => {
    const { outline, profile } = session.now;
    const start = performance.now();
    found = forecast(bandsOf(outline), { ...said(), profile });
    cost = performance.now() - start;
    const { model: name } = found;
    setText(model, text.model(name, text.models[name]));
    setText(worst, worstWords(worstBand(found), found.uncovered, capNow()));
    if (table.open) table.replaceChildren(table.firstElementChild ?? "", forecastTable(found));
  };
  const showTeam = (team: number | undefined): void => {
    const { obstacle, text: document, profile } = session.now;
    const speed = team === undefined || team > 1_000_000 || obstacle ? undefined : speedFor(document, team);
    const band = speed === undefined || team === undefined ? undefined : forecast([{ agent_count_min: team, agent_count_max: team, max_speed: speed }], { ...said(), profile }).bands[0];
    answer.replaceChildren(...(band ? reading(band, capNow(), said().calls) : [h("p", { class: "empty" }, team === undefined ? text.noTeam : text.noBand(team))]).filter((child) => child !== undefined));
    drawn.point(team, band && text.valueText(team ?? 0, percents(band.worst.abandonment)));
  };
  // A slider and a keystroke can come several times a frame.
  const soon = (): void => {
    if (assuming.now && frame === 0) frame = requestAnimationFrame(show);
  };
  assuming.subscribe(soon);
  session.subscribe((now, before) => {
    if (now.outline === before.outline && now.profile === before.profile && now.problems === before.problems) return;
    matrix = matrixOf(now, matrix);
    soon();
  });
  link.onTeam((team) => assuming.now && trouble.hidden && showTeam(team));
  drawn.onResize(soon);
  table.addEventListener("toggle", () => {
    if (table.open && found) table.replaceChildren(table.firstElementChild ?? "", forecastTable(found));
  });
  matrix = matrixOf(session.now, matrix);
  diagnoseForecast(session, assuming);
  soon();
  return h(
    "div",
    { class: "forecast-panel" },
    assumptionsForm(session, assuming),
    trouble,
    h("div", { class: "predicted" }, model, drawn.element, worst, table),
    h("section", { class: "team", "aria-label": text.teamLabel }, answer, calls.element),
    suggestView(session, assuming),
    h("p", { class: "hint about-forecast" }, text.about),
  );
}

function worstWords(band: BandForecast | undefined, uncovered: Forecast["uncovered"], cap: number): string {
  if (!band) return text.noBands;
  const { agent_count_min: min, agent_count_max: max, worst, aboveCap } = band;
  const teams = uncovered.map(([from, to]) => strings.chart.range(from, to));
  const gaps = teams.length > 3 ? [...teams.slice(0, 3), text.moreGaps(teams.length - 3)] : teams;
  return [text.worst(strings.chart.range(min, max), worst.agents, percents(worst.abandonment), aboveCap, percent(cap)), gaps.length > 0 ? text.uncovered(gaps.join(", ")) : ""].filter((part) => part !== "").join(" ");
}
