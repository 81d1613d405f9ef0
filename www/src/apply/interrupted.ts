import type { Session } from "../document/session.ts";
import { strings } from "../strings.ts";
import type { Notices } from "../views/notices.ts";
import { wasInterrupted } from "./marker.ts";

/** Says that a change was begun before and has no outcome, where that is so. Other visits load nothing for it. */
export async function sayInterrupted(session: Session, notices: Notices): Promise<void> {
  if (!(await wasInterrupted())) return;
  const { isChangeOpen, openApply } = await import("./panel.ts");
  if (!(await isChangeOpen())) return;
  const action = { label: strings.notices.lookInto, run: () => openApply(session, "audit") };
  notices.show({ text: strings.notices.interrupted, severity: "warning", stays: true, action });
}
