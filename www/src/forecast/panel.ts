import "./forecast.css";
import { type Forecast, limitsOf, PacingError } from "pacing-core/forecast";
import { speedFor } from "pacing-core/slim";
import { type Matrix, matrixOf } from "../chart/matrix.ts";
import type { Link } from "../document/link.ts";
import type { Session } from "../document/session.ts";
import { h, prose, setAttribute, setText } from "../ui/dom.ts";
import { Amount } from "./amount.ts";
import { type Assumptions, type Assuming, BEGINNING } from "./assumptions.ts";
import { diagnoseForecast } from "./diagnose.ts";
import { assumptionsForm } from "./form.ts";
import { picture } from "./picture.ts";
import { bandsOf, curvesOf, forecastOf, forecastOfTeam, globalOf } from "./predict.ts";
import { percents } from "./numbers.ts";
import { reading } from "./reading.ts";
import { summaryOf } from "./summary.ts";
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
  const predicted = h("div", { class: "predicted" }, model, drawn.element, worst, table);
  const calls = new Amount({
    label: text.calls,
    hint: text.callsHint,
    unit: "",
    places: 0,
    range: false,
    limits: { least: 1, most: 1e9 },
    take: (ends) => ends && assuming.now && assuming.set({ ...assuming.now, calls: Math.round(ends[0]) }),
  });

  const said = (): Assumptions => assuming.now ?? BEGINNING;
  const capNow = (): number => said().cap ?? limitsOf(session.now.profile).cap;
  const show = (): void => {
    frame = 0;
    if (!assuming.now) return;
    const { outline, profile } = session.now;
    calls.show([said().calls, said().calls]);
    const doubt = assuming.doubt;
    tell(doubt);
    if (doubt !== undefined) return clearTimeout(resting);
    try {
      drawn.draw(matrix, (agents) => curvesOf(outline, agents, said(), profile), capNow());
      showTeam(link.team);
      clearTimeout(resting);
      if (cost < PATIENCE) showAll();
      else resting = setTimeout(showAll, 150);
    } catch (error) {
      if (!(error instanceof PacingError)) throw error;
      tell(`${error.message}.`);
    }
  };
  /** Says why there is no prediction; what is there is then that of before, and looks so. */
  const tell = (why: string | undefined): void => {
    trouble.hidden = why === undefined;
    trouble.replaceChildren(...prose(why ?? ""));
    for (const stale of [predicted, answer]) {
      stale.classList.toggle("stale", why !== undefined);
      setAttribute(stale, "aria-hidden", why === undefined ? undefined : "true");
      stale.inert = why !== undefined;
    }
  };
  const showAll = (): void => {
    const { outline, profile } = session.now;
    const start = performance.now();
    found = forecastOf(outline, said(), profile);
    cost = performance.now() - start;
    const { model: name } = found;
    setText(model, text.model(name, text.models[name]));
    setText(worst, summaryOf(found, outline.bands.length - bandsOf(outline).length, capNow()));
    if (table.open) table.replaceChildren(table.firstElementChild ?? "", forecastTable(found));
  };
  const showTeam = (team: number | undefined): void => {
    const { obstacle, text: document, profile, outline } = session.now;
    const known = team !== undefined && team >= 1 && team <= 1_000_000 && !obstacle ? team : undefined;
    const own = known === undefined ? undefined : speedFor(document, known);
    const speed = own ?? (known === undefined ? undefined : globalOf(outline));
    const usable = speed !== undefined && speed >= 1 && speed <= 100;
    const band = usable && known !== undefined ? forecastOfTeam(known, speed, said(), profile) : undefined;
    const without = band && own === undefined ? [h("p", { class: "without-band" }, text.atGlobal(band.worst.agents, band.max_speed))] : [];
    const none = (): HTMLElement => h("p", { class: "empty" }, team === undefined ? text.noTeam : obstacle ? text.unreadable : text.noBand(team));
    const read = band ? reading(band, capNow(), said().calls, said().unit === "one-per-agent") : [none()];
    answer.replaceChildren(...[...without, ...read].filter((child) => child !== undefined));
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
  link.onTeam((team) => assuming.now && assuming.doubt === undefined && showTeam(team));
  drawn.onResize(soon);
  table.addEventListener("toggle", () => {
    if (table.open && found) table.replaceChildren(table.firstElementChild ?? "", forecastTable(found));
  });
  matrix = matrixOf(session.now, matrix);
  // The form first: it may find that nothing can be predicted.
  const form = assumptionsForm(session, assuming);
  diagnoseForecast(session, assuming);
  soon();
  return h(
    "div",
    { class: "forecast-panel" },
    form,
    trouble,
    predicted,
    h("section", { class: "team", "aria-label": text.teamLabel }, answer, calls.element),
    suggestView(session, assuming),
    h("p", { class: "hint about-forecast" }, text.about),
  );
}
