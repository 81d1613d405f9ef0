/** A valid document with that many bands. */
export function documentOf(bands: number): string;
