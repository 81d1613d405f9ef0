/** What a person points at, in the text, the table or a picture: a band, and a team of some size. */
export class Link {
  readonly #listeners: ((band: number | undefined) => void)[] = [];
  readonly #ofTeam: ((team: number | undefined) => void)[] = [];
  #band: number | undefined;
  #team: number | undefined = 12;

  get band(): number | undefined {
    return this.#band;
  }

  /** How many agents; nothing while what is typed is no team. */
  get team(): number | undefined {
    return this.#team;
  }

  subscribe(listener: (band: number | undefined) => void): void {
    this.#listeners.push(listener);
  }

  onTeam(listener: (team: number | undefined) => void): void {
    this.#ofTeam.push(listener);
  }

  point(band: number | undefined): void {
    if (band === this.#band) return;
    this.#band = band;
    for (const listener of this.#listeners) listener(band);
  }

  pointTeam(team: number | undefined): void {
    if (team === this.#team) return;
    this.#team = team;
    for (const listener of this.#ofTeam) listener(team);
  }
}
