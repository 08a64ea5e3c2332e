/** Somebody asked the execution to stop. What was committed stays. */
export class RunCanceled extends Error {
  constructor() {
    super('the execution was canceled');
    this.name = 'RunCanceled';
  }
}

/** Another worker has the message by now; this one must not write, nor tell how it ended. */
export class RunTakenOver extends Error {
  constructor(messageId: string) {
    super(`message ${messageId} was taken over by another worker`);
    this.name = 'RunTakenOver';
  }
}
