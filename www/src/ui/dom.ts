/** What an element can hold; nothing is left out. */
export type Child = Node | string | undefined;

/** Attributes by name; `true` writes an empty one, `false` and nothing leave it out. Functions are listeners: `onclick`. */
export type Props = Record<string, string | number | boolean | ((event: never) => void) | undefined>;

/** An HTML element with attributes, listeners and children. */
export function h<K extends keyof HTMLElementTagNameMap>(tag: K, props: Props = {}, ...children: Child[]): HTMLElementTagNameMap[K] {
  return filled(document.createElement(tag), props, children);
}

/** An SVG element. */
export function s<K extends keyof SVGElementTagNameMap>(tag: K, props: Props = {}, ...children: Child[]): SVGElementTagNameMap[K] {
  return filled(document.createElementNS("http://www.w3.org/2000/svg", tag), props, children);
}

/** Sets an attribute, or takes it away; touches nothing that is so already. */
export function setAttribute(element: Element, name: string, value: string | undefined): void {
  if (value === undefined) element.removeAttribute(name);
  else if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}

/** Sets the text of an element; touches nothing that is so already. */
export function setText(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

/** Gives an element other children, and leaves those alone that are as they should be: what does not change need not be laid out and painted again. */
export function setChildren(parent: Element, children: readonly Child[]): void {
  let at = parent.firstChild;
  for (const child of children) {
    if (child === undefined) continue;
    const next: ChildNode | null = at?.nextSibling ?? null;
    if (!at) parent.append(child);
    else if (typeof child === "string" || !at.isEqualNode(child)) at.replaceWith(child);
    at = next;
  }
  while (at) {
    const next: ChildNode | null = at.nextSibling;
    at.remove();
    at = next;
  }
}

/** A text with `code` in backticks, as nodes; of code that is empty the quotes are shown. */
export function prose(text: string): (Node | string)[] {
  return text.split("`").map((part, index) => (index % 2 === 1 ? h("code", {}, part === "" ? '""' : part) : part));
}

/** A name that no other element of the page has. */
export function uniqueId(what: string): string {
  counter += 1;
  return `${what}-${counter}`;
}

let counter = 0;

function filled<E extends Element>(element: E, props: Props, children: Child[]): E {
  for (const [name, value] of Object.entries(props)) {
    if (typeof value === "function") element.addEventListener(name.slice(2), value as (event: Event) => void);
    else if (value !== undefined && value !== false) element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.filter((child) => child !== undefined));
  return element;
}
