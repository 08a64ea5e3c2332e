import { setTimeout as pause } from 'node:timers/promises';
import type { HaciendaState, ReceivedDocument } from './state.js';
import { callbackOf } from './status-view.js';

const TRIES = 3;
const PAUSE_MS = 300;

/** Tells a document's sender when it is answered: three tries, then never again (contract §7). */
export function announce(state: HaciendaState, document: ReceivedDocument, inMs: number): void {
  if (!document.callbackUrl) return;
  // The sandbox ends when it is told to, not when its last callback is out.
  setTimeout(() => void deliver(state, document), inMs).unref();
}

async function deliver(state: HaciendaState, document: ReceivedDocument): Promise<void> {
  if (document.callbacks.length > 0 || document.verdict.state === 'procesando') return;
  for (let tried = 0; tried < TRIES && state.documents.get(document.key) === document; tried++) {
    if (tried > 0) await pause(PAUSE_MS, undefined, { ref: false });
    const status = await post(document.callbackUrl!, callbackOf(document, state));
    document.callbacks.push(status);
    if (status === 200) return;
  }
}

/** 0 = nobody answered. */
async function post(url: string, body: object): Promise<number> {
  try {
    const { status } = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body), signal: AbortSignal.timeout(5_000) });
    return status;
  } catch {
    return 0;
  }
}
