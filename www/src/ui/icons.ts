import { s } from "./dom.ts";

/** Outlines on a grid of 16, drawn in the colour of the text beside them. */
const PATHS = {
  add: "M8 3v10M3 8h10",
  apply: "M1.5 8h9M7 4.5L10.5 8 7 11.5M14 2.5v11",
  close: "M4 4l8 8M12 4l-8 8",
  compare: "M6 2.5H2.5v11H6M10 2.5h3.5v11H10M8 1v14",
  copy: "M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3",
  done: "M3.5 8.5l3 3 6-7",
  down: "M8 3v10M4 9l4 4 4-4",
  error: "M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8M5.8 5.8l4.4 4.4M10.2 5.8l-4.4 4.4",
  info: "M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8M8 7.2v4M8 4.6v.4",
  link: "M6.5 9.5l3-3M7 4.5l1.6-1.6a3.2 3.2 0 0 1 4.5 4.5L11.5 9M9 11.5l-1.6 1.6a3.2 3.2 0 0 1-4.5-4.5L4.5 7",
  merge: "M8 2v12M1.5 8H6M4 6l2 2-2 2M14.5 8H10M12 6l-2 2 2 2",
  new: "M9 1.5H3.5v13h9V5zM9 1.5V5h3.5M8 7.5v4M6 9.5h4",
  open: "M1.5 13V3h4.2l1.6 2H13v2M1.5 13l2-6h11l-2 6z",
  redo: "M13.5 3v4h-4M13 6.8A5.5 5.5 0 1 0 13.3 10",
  remove: "M3 4.5h10M6 4.5v-2h4v2M4.5 4.5l.6 9h5.8l.6-9",
  save: "M8 2v8M4.8 7L8 10.2 11.2 7M2.5 13.5h11",
  share: "M11.5 5.5a2 2 0 1 0-2-2 2 2 0 0 0 2 2M4.5 10a2 2 0 1 0-2-2 2 2 0 0 0 2 2M11.5 14.5a2 2 0 1 0-2-2 2 2 0 0 0 2 2M6.3 7.1l3.4-2M6.3 8.9l3.4 2",
  split: "M8 2v12M6 8H1.5M3.5 6l-2 2 2 2M10 8h4.5M12.5 6l2 2-2 2",
  undo: "M2.5 3v4h4M3 6.8A5.5 5.5 0 1 1 2.7 10",
  up: "M8 13V3M4 7l4-4 4 4",
  valid: "M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8M5.2 8.2l2 2 3.6-4.2",
  wait: "M4 2.5h8M4 13.5h8M5 2.5c0 3 6 5 6 8v3M11 2.5c0 3-6 5-6 8v3",
  warning: "M8 2L1.8 13.5h12.4zM8 6.5v3.4M8 11.6v.4",
} as const;

export type Icon = keyof typeof PATHS;

/** A picture that says nothing that the words beside it do not say. */
export function icon(name: Icon): SVGSVGElement {
  return s("svg", { class: `icon icon-${name}`, viewBox: "0 0 16 16", "aria-hidden": "true" }, s("path", { d: PATHS[name] }));
}
