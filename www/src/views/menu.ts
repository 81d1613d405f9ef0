import { h, uniqueId } from "../ui/dom.ts";
import { type Icon, icon } from "../ui/icons.ts";

interface Item {
  readonly label: string;
  run(): void;
}

/** A button that opens a menu; arrow keys move in it, Escape closes it. */
export function menu(label: string, name: Icon, items: () => readonly Item[]): HTMLElement {
  const id = uniqueId("menu");
  const button = h(
    "button",
    { type: "button", class: "labelled quiet", title: label, "aria-haspopup": "menu", "aria-expanded": "false", "aria-controls": id },
    icon(name),
    h("span", { class: "label" }, label),
  );
  const list = h("div", { role: "menu", id, class: "menu", "aria-label": label, hidden: true });
  const box = h("div", { class: "menu-box" }, button, list);

  const close = (): void => {
    list.hidden = true;
    button.setAttribute("aria-expanded", "false");
    document.removeEventListener("pointerdown", outside);
  };
  const outside = ({ target }: Event): void => {
    if (!box.contains(target as Node)) close();
  };
  const open = (): void => {
    const run = (item: Item) => (): void => {
      close();
      button.focus();
      item.run();
    };
    list.replaceChildren(...items().map((item) => h("button", { type: "button", role: "menuitem", tabindex: -1, onclick: run(item) }, item.label)));
    list.hidden = false;
    button.setAttribute("aria-expanded", "true");
    document.addEventListener("pointerdown", outside);
    (list.firstElementChild as HTMLElement | null)?.focus();
  };
  button.addEventListener("click", () => (list.hidden ? open() : close()));
  list.addEventListener("keydown", (event) => {
    const entries = [...list.children] as HTMLElement[];
    const at = entries.indexOf(document.activeElement as HTMLElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: entries.length - 1 }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      entries.at(to % entries.length)?.focus();
    } else if (event.key === "Escape") {
      close();
      button.focus();
    } else if (event.key === "Tab") close();
  });
  return box;
}
