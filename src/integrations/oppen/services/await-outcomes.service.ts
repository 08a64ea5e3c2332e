import { setTimeout as pause } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { CredentialStateService } from '../../../core/credentials/index.js';
import { Database } from '../../../core/database/index.js';
import type { ErrorCategory } from '../../../core/errors/index.js';
import type { ErrorLine } from '../mapping/error-notice.js';
import type { Planned } from './plan-sending.service.js';

export interface Outcomes {
  exitosas: number;
  /** In the order of the plan. What a credential that stands still left undone is among them. */
  errores: (ErrorLine & { category: ErrorCategory | null })[];
  /** Not tried yet, and going on in the background. */
  pendientes: number;
}

interface Seen {
  id: string;
  status: string;
  outcome: string;
  error_category: ErrorCategory | null;
  error_code: string | null;
  error_message: string | null;
}

const SEEN = `SELECT id, status, outcome, error_category, error_code, error_message FROM integration_message WHERE id = ANY($1::uuid[]) AND status <> 'received'`;

/** Asked for at once: the queue works roughly in order, so the ends come from the front. */
const WINDOW = 500;
const LOOK_EVERY_MS = 100;

/** Waits for the first attempt of each message to end. Looks, never works: the pipeline does the work. */
@Injectable()
export class AwaitOutcomes {
  constructor(
    private readonly db: Database,
    private readonly states: CredentialStateService,
  ) {}

  /** Until all have ended, the credential stands still, or `budgetMs` is over. */
  async wait(planned: readonly Planned[], credentialId: number, budgetMs: number): Promise<Outcomes> {
    const deadline = Date.now() + budgetMs;
    const ends = new Map<string, Seen>();
    let open = [...planned];
    let standsStill: string | null = null;
    while (open.length > 0) {
      const { moved, working } = await this.look(open, ends);
      open = open.filter(({ message_id }) => !ends.has(message_id));
      if (moved && open.length > 0 && Date.now() < deadline) continue;
      if (open.length > 0 && !working) standsStill = await this.paused(credentialId);
      if (open.length === 0 || standsStill !== null || Date.now() >= deadline) break;
      await pause(LOOK_EVERY_MS);
    }
    // A call that the house held back was no attempt: nothing was sent, and it goes on by itself when it may.
    const held = [...ends.values()].filter(({ error_code }) => error_code === 'call_held');
    for (const { id } of held) ends.delete(id);
    if (held.length > 0) standsStill ??= await this.paused(credentialId);
    return { ...summed(planned, ends, standsStill), pendientes: standsStill === null ? open.length + held.length : 0 };
  }

  private async look(open: readonly Planned[], ends: Map<string, Seen>): Promise<{ moved: boolean; working: boolean }> {
    const seen = await this.db.rows<Seen>(SEEN, [open.slice(0, WINDOW).map(({ message_id }) => message_id)]);
    const ended = seen.filter(({ status }) => status !== 'processing');
    for (const end of ended) ends.set(end.id, end);
    return { moved: ended.length > 0, working: ended.length < seen.length };
  }

  private async paused(credentialId: number): Promise<string | null> {
    const state = await this.states.read(credentialId);
    return state?.paused_at ? (state.pause_reason ?? 'Credencial en pausa') : null;
  }
}

function summed(planned: readonly Planned[], ends: ReadonlyMap<string, Seen>, standsStill: string | null): Pick<Outcomes, 'exitosas' | 'errores'> {
  const errores: Outcomes['errores'] = [];
  let exitosas = 0;
  for (const { message_id, factura } of planned) {
    const end = ends.get(message_id);
    if (!end) {
      if (standsStill !== null) errores.push({ factura, error: standsStill, category: 'authentication_error' });
    } else if (end.outcome === 'failed' || end.outcome === 'retry_scheduled') errores.push({ factura, error: end.error_message ?? 'Error desconocido', category: end.error_category });
    else exitosas++;
  }
  return { exitosas, errores };
}
