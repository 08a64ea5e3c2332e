import { prepared, type Database, type Statement } from '../database/index.js';
import { storableText } from '../text/index.js';

/** Another worker has taken this message over: whatever this one still wants to write is refused. */
export class LeaseLost extends Error {
  constructor(messageId: string) {
    super(`message ${messageId} was taken over by another worker`);
    this.name = 'LeaseLost';
  }
}

/**
 * The writes of one attempt, gathered and committed together: before each outgoing call (with its intent row), and at
 * the end. So an attempt with n calls costs n + 1 commits, no call leaves before its intent is committed, and an answer
 * is committed before anything else happens at the provider.
 * Every commit first checks the claim: a worker that hung past its lease can write nothing (fencing).
 */
export class Journal {
  private readonly pending: Statement[] = [];

  constructor(
    private readonly db: Database,
    private readonly message: { id: string; claim: number },
  ) {}

  /** Adds a write to the next commit. The text is a constant: each connection keeps it prepared. */
  note(text: string, values: unknown[]): void {
    this.pending.push({ text, values });
  }

  /** Commits everything noted, and `last`, whose rows it returns; all or nothing. */
  async commit(last?: Statement): Promise<Record<string, unknown>[]> {
    const statements = last ? [...this.pending, last] : [...this.pending];
    const rows = await this.db.transaction(async (tx) => {
      const fence = await tx.query(prepared(FENCE, [this.message.id, this.message.claim]));
      if (fence.rowCount === 0) throw new LeaseLost(this.message.id);
      let result: Record<string, unknown>[] = [];
      for (const { text, values } of statements) result = (await tx.query(prepared(text, values.map(storable)))).rows;
      return result;
    });
    this.pending.length = 0;
    return rows;
  }
}

// One odd character from a payload or a provider must not keep a message from ever ending.
const storable = (value: unknown): unknown => (typeof value === 'string' ? storableText(value) : value);

const FENCE = `SELECT 1 FROM integration_message WHERE id = $1 AND claim = $2 AND status = 'processing' FOR NO KEY UPDATE`;
