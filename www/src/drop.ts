import { strings } from "./strings.ts";
import { h } from "./ui/dom.ts";

/** Takes a file that is dropped anywhere on the page. */
export function dropFiles(take: (file: File) => void): void {
  const veil = h("div", { class: "veil", hidden: true }, h("p", {}, strings.notices.drop));
  document.body.append(veil);
  const hasFile = ({ dataTransfer }: DragEvent): boolean => dataTransfer?.types.includes("Files") ?? false;
  addEventListener("dragover", (event) => {
    if (!hasFile(event)) return;
    event.preventDefault();
    veil.hidden = false;
  });
  addEventListener("dragleave", ({ relatedTarget }) => {
    if (relatedTarget === null) veil.hidden = true;
  });
  // Before the editor, which would insert the file's text at the pointer.
  addEventListener(
    "drop",
    (event) => {
      veil.hidden = true;
      const file = event.dataTransfer?.files[0];
      if (!hasFile(event)) return;
      event.preventDefault();
      event.stopPropagation();
      if (file) take(file);
    },
    { capture: true },
  );
}
