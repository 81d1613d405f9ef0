/**
 * Which fields have been touched. A field that nobody has touched keeps quiet: only a document that was brought here whole, such as a file, has been filled in by
 * somebody already.
 */
export class Touched {
  readonly #places = new Set<string>();
  #all: boolean;

  constructor(all: boolean) {
    this.#all = all;
  }

  has(place: string): boolean {
    return this.#all || this.#places.has(place);
  }

  touch(place: string): void {
    this.#places.add(place);
  }

  /** A document was opened, or a blank was begun. */
  reset(all: boolean): void {
    this.#places.clear();
    this.#all = all;
  }
}
