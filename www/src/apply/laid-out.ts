import { format } from "pacing-core/slim";

/** A document as the editor lays it out; as it is where it is no JSON. */
export function laidOut(text: string): string {
  try {
    return format(text);
  } catch {
    return text;
  }
}
