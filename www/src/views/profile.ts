import { type ProfileId, type ProfileInfo, profiles } from "pacing-core/slim";
import type { Session } from "../document/session.ts";
import { shifted } from "../document/threshold.ts";
import { strings } from "../strings.ts";
import { type Child, h, uniqueId } from "../ui/dom.ts";

/** The choice of the law, what it says, and what a configuration cannot show. */
export function profileView(session: Session): HTMLElement {
  const text = strings.profile;
  const body = h("div", { class: "profile" });
  let shown: ProfileId | undefined;
  const show = (): void => {
    const { profile } = session.now;
    if (profile === shown) return;
    shown = profile;
    const info = profiles().find(({ id }) => id === profile);
    if (info) body.replaceChildren(...facts(info).filter((child) => child !== undefined));
  };
  session.subscribe(show);
  show();
  return h("section", { class: "card law", "aria-labelledby": "law-title" }, h("header", {}, h("h2", { id: "law-title" }, text.title), h("strong", { class: "notice-law" }, text.notice)), profileChoice(session), body);
}

/** The list to choose from. */
export function profileChoice(session: Session): HTMLElement {
  const options = profiles().map(({ id, name }) => h("option", { value: id }, name));
  const id = uniqueId("profile");
  const select = h("select", { id }, ...options);
  select.addEventListener("change", () => session.setProfile(select.value as ProfileId));
  const show = (): void => {
    if (select.value !== session.now.profile) select.value = session.now.profile;
  };
  session.subscribe(show);
  show();
  return h("div", { class: "choice" }, h("label", { for: id }, strings.profile.choose), select);
}

function facts({ cap, connectLimitSeconds, citation, evidence, facts }: ProfileInfo): Child[] {
  const text = strings.profile;
  const known = new Map(facts);
  const row = (name: string, fact: string | undefined): Child => (fact === undefined ? undefined : h("div", {}, h("dt", {}, name), h("dd", {}, inPlainWords(fact))));
  const limit = known.get("connect limit") ?? (connectLimitSeconds === undefined ? undefined : text.seconds(connectLimitSeconds));
  const cannot = ["ring time", "message", "calling hours", "records", "also"] as const;
  return [
    h(
      "dl",
      {},
      row(text.cap, cap === undefined ? text.noCap : text.capValue(shifted(String(cap), 2) ?? "", String(cap))),
      row(text.window, known.get("window")),
      row(text.share, known.get("share of")),
      row(text.abandoned, known.get("abandoned calls")),
      row(text.facts["scope"] ?? "", known.get("scope")),
      row(text.citation, citation),
      row(text.evidence, evidence),
    ),
    h("p", { class: "hint" }, text.outcome),
    h("h3", {}, text.cannot),
    h("p", { class: "hint" }, text.cannotIntro),
    h(
      "dl",
      {},
      row(text.connect, limit ?? text.unknown),
      ...cannot.map((name) => row(text.facts[name] ?? name, known.get(name) ?? (name === "also" ? undefined : text.unknown))),
    ),
  ];
}

/** The notes say of some facts that they were written from memory, in a word for those who keep them. */
function inPlainWords(fact: string): string {
  return fact.replace(/\bmemory\b/g, strings.profile.fromMemory);
}
