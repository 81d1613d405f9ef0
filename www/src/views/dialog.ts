import { strings } from "../strings.ts";
import { type Child, h, uniqueId } from "../ui/dom.ts";
import { icon } from "../ui/icons.ts";

/** Shows a dialog over the page; it is gone when it is closed, and the focus back where it was. Its event `cancel` can keep people from closing it. */
export function showDialog(title: string, kind: string, ...children: Child[]): HTMLDialogElement {
  const id = uniqueId("dialog");
  const close = h("button", { type: "button", class: "icon-only quiet", "aria-label": strings.close }, icon("close"));
  const dialog = h("dialog", { class: kind, "aria-labelledby": id }, h("header", {}, h("h2", { id }, title), close), ...children);
  const ask = (): void => {
    if (dialog.dispatchEvent(new Event("cancel", { cancelable: true }))) dialog.close();
  };
  close.addEventListener("click", ask);
  dialog.addEventListener("close", () => dialog.remove());
  // A click beside it closes it, as people expect.
  dialog.addEventListener("click", ({ target }) => target === dialog && ask());
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}
