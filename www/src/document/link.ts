/** The band that a person points at, in the text, the table or the picture. */
export class Link {
  readonly #listeners: ((band: number | undefined) => void)[] = [];
  #band: number | undefined;

  get band(): number | undefined {
    return this.#band;
  }

  subscribe(listener: (band: number | undefined) => void): void {
    this.#listeners.push(listener);
  }

  point(band: number | undefined): void {
    if (band === this.#band) return;
    this.#band = band;
    for (const listener of this.#listeners) listener(band);
  }
}
