import type { RemoteDocument } from './remote-document.entity.js';

/** The idempotency record, seen by one attempt: `creating` is committed together with the intent of the write. */
export interface RemoteDocuments {
  find(kind: string, key: string): Promise<RemoteDocument | null>;
  /** Announces a write. Committed with the next call's intent row, before that call leaves. */
  creating(kind: string, key: string, marker: string, details?: Record<string, unknown>): void;
  /** The write that was announced is over, though perhaps nobody knows how: nothing of it is under way any more. */
  over(kind: string, key: string): void;
  /** Records what the provider made or what a look-up found. Committed with the attempt's next commit. */
  created(kind: string, key: string, remote: { id: string; number?: string | null; details?: Record<string, unknown> }): void;
  /** Looked for and certainly not there: a later attempt may create without looking again. */
  absent(kind: string, key: string): void;
  canceled(kind: string, key: string): void;
  /** Commits now what was noted, for work that others wait for. */
  commit(): Promise<void>;
}
