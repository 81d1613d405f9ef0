import { sayInterrupted } from "./apply/interrupted.ts";
import { BROKEN, blank, EXAMPLE } from "./documents.ts";
import { chartView } from "./chart/chart.ts";
import { chooseFile, readFile, saveFile } from "./document/files.ts";
import { Link } from "./document/link.ts";
import { loadProse } from "./document/prose.ts";
import { Session } from "./document/session.ts";
import { sharedIn } from "./document/share.ts";
import { kept, keptLast } from "./document/storage.ts";
import { Work } from "./document/work.ts";
import { completeEditor, createEditor } from "./editor/editor.ts";
import { dropFiles } from "./drop.ts";
import { Assuming } from "./forecast/assumptions.ts";
import { forecastView } from "./forecast/card.ts";
import { formView } from "./form/form.ts";
import { Touched } from "./form/touched.ts";
import { globalKeys } from "./keys.ts";
import { workOffline } from "./offline.ts";
import { strings } from "./strings.ts";
import { h } from "./ui/dom.ts";
import { failureView } from "./views/failure.ts";
import { type Commands, headerView } from "./views/header.ts";
import { showKeys } from "./views/keys.ts";
import { Notices } from "./views/notices.ts";
import { problemsView } from "./views/problems.ts";
import { profileChoice, profileView } from "./views/profile.ts";
import { showShare } from "./views/share.ts";
import { statusView } from "./views/status.ts";
import { tabsView } from "./views/tabs.ts";

/** Builds the page and begins with what was kept, or with the example. */
export async function startApp(body: HTMLElement): Promise<void> {
  const before = kept();
  const session = new Session(before?.text ?? EXAMPLE, before?.profile ?? "us");
  const notices = new Notices();
  const touched = new Touched(true);
  const link = new Link();
  const assuming = new Assuming(before?.forecast);
  const work = new Work(
    session,
    assuming,
    { name: before?.name ?? "", saved: before?.saved ?? EXAMPLE, previous: before?.previous, lineEnd: before?.lineEnd ?? "\n" },
    {
      notKept: (why, length) => notices.show({ text: strings.notices.notKept[why](length), severity: "warning", stays: true }),
      otherTab: () => notices.show({ text: strings.notices.otherTab, severity: "warning", stays: true, action: { label: strings.notices.takeOther, run: () => takeOther(session, work, touched) } }),
    },
  );
  session.onComplaint((message) => notices.show({ text: strings.notices.edit(message.replaceAll("`", "")), severity: "warning" }));

  const commands = commandsOf(session, work, assuming, touched, notices);
  const place = h("div", { class: "editor" });
  // Before it is part of the page: there it would have the whole page laid out, which is not finished yet.
  const view = createEditor(place, session, link, work.history);
  body.prepend(
    h("a", { class: "skip", href: "#text" }, strings.skip),
    headerView(session, work, commands),
    h("section", { class: "bar", "aria-label": strings.status.label }, statusView(session, () => (work.name === "" ? strings.untitled : work.name)), profileChoice(session)),
    failureView(session),
    tabsView(session),
    h(
      "main",
      {},
      h("div", { class: "column", "data-view": "form" }, chartView(session, link), forecastView(session, assuming, link), formView(session, touched, link), profileView(session), footer(commands)),
      h("div", { class: "column text-column" }, h("section", { class: "panel", "data-view": "text", "aria-label": strings.editor.label, id: "text", tabindex: -1 }, place), problemsView(session, notices)),
    ),
    notices.element,
  );
  globalKeys(session, commands);
  dropFiles((file) => void openFile(file, work, touched, notices));
  const checked = session.start(view);
  addEventListener("hashchange", () => void openLink(session, work, assuming, touched, notices));
  await openLink(session, work, assuming, touched, notices);
  await checked;
  await Promise.allSettled([completeEditor(session), loadProse()]);
  void workOffline(notices);
  void sayInterrupted(session, notices);
}

function commandsOf(session: Session, work: Work, assuming: Assuming, touched: Touched, notices: Notices): Commands {
  const open = (text: string, name: string, filled: boolean): void => {
    touched.reset(filled);
    work.open(text, name);
    notices.show({ text: strings.notices.replaced });
  };
  const compare = async (before: string, with_: string): Promise<void> => {
    const { showCompare } = await import("./views/compare.ts");
    showCompare({ title: `${strings.compare.title} ${with_.replace("…", "")}`, before, after: session.now.text });
  };
  return {
    example: () => open(EXAMPLE, "", true),
    broken: () => open(BROKEN, "", true),
    blank: () => open(blank(), "", false),
    previous: () => open(work.previous ?? "", "", true),
    async open() {
      const file = await chooseFile();
      if (file) await openFile(file, work, touched, notices);
    },
    save() {
      const { name, text } = work.asFile();
      saveFile(name, text);
      work.wasSaved();
      notices.show({ text: strings.notices.saved(name) });
    },
    share: () => showShare(session, assuming, notices),
    compareSaved: () => void compare(work.saved, strings.compare.saved),
    async compareFile() {
      const file = await chooseFile();
      if (!file) return;
      const opened = await readFile(file);
      if (typeof opened === "string") return notices.show({ text: strings.notices[opened](file.name), severity: "error" });
      await compare(opened.text, opened.name);
    },
    compareDialer: () => void onDemand(notices, import("./apply/compare.ts"), ({ compareWithDialer }) => compareWithDialer(session)),
    apply: () => void onDemand(notices, import("./apply/panel.ts"), ({ openApply }) => openApply(session, "apply")),
    keys: showKeys,
  };
}

/** What speaks to dialers is fetched when it is wanted, and may not come. */
async function onDemand<M>(notices: Notices, fetched: Promise<M>, open: (module: M) => void): Promise<void> {
  const module = await fetched.catch(() => undefined);
  if (module === undefined) return notices.show({ text: strings.notices.noApply, severity: "error", stays: true });
  open(module);
}

/** Puts the work of another tab in place of what is here, as it is by now. */
function takeOther(session: Session, work: Work, touched: Touched): void {
  const other = keptLast();
  if (other === undefined) return;
  touched.reset(true);
  work.open(other.text, other.name, other.lineEnd);
  session.setProfile(other.profile);
}

async function openFile(file: File, work: Work, touched: Touched, notices: Notices): Promise<void> {
  const opened = await readFile(file);
  if (typeof opened === "string") return notices.show({ text: strings.notices[opened](file.name), severity: "error" });
  touched.reset(true);
  work.open(opened.text, opened.name, opened.lineEnd);
  notices.show({ text: `${strings.notices.openedFile(opened.name)} ${strings.notices.replaced}` });
}

/** Opens what the address holds, and then takes it out of the address: a reload keeps what has been changed since. */
async function openLink(session: Session, work: Work, assuming: Assuming, touched: Touched, notices: Notices): Promise<void> {
  const shared = await sharedIn(location.hash);
  if (shared === undefined) return;
  history.replaceState(null, "", location.href.replace(/#.*$/, ""));
  if (shared === "broken") return notices.show({ text: strings.notices.linkBroken, severity: "error", stays: true });
  if (shared === "newer") return notices.show({ text: strings.notices.linkNewer, severity: "error", stays: true });
  touched.reset(true);
  work.open(shared.text, "");
  session.setProfile(shared.profile);
  if (shared.forecast) assuming.set(shared.forecast);
  notices.show({ text: `${strings.notices.openedLink} ${strings.notices.replaced}` });
}

function footer({ keys }: Commands): HTMLElement {
  return h(
    "footer",
    { class: "about" },
    h("span", {}, strings.footer.privacy),
    h("button", { type: "button", class: "small quiet", onclick: keys }, strings.actions.keys),
    h("span", { class: "version" }, strings.footer.version(__VERSION__, __COMMIT__)),
  );
}
