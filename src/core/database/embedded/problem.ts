/** The embedded database cannot start; the message says what happened and what to do, for the person at the terminal. */
export class EmbeddedPostgresProblem extends Error {
  constructor(what: string, remedy: string) {
    super(`${what}\n  ${remedy}`);
  }
}
