import { Injectable } from '@nestjs/common';
import type { Caller } from '../auth/caller.js';
import { assertSees } from '../auth/index.js';
import { Database } from '../database/index.js';
import { inTime } from '../lists/time-limit.js';
import { invalidFields, notFound } from '../problems/index.js';
import { messageWhere, type MessageFilter, type MessageListQuery } from './message-filter.js';
import { MESSAGE_COLUMNS, MESSAGE_COLUMNS_LIGHT, toView, type MessageRow, type MessageView } from './message-view.js';
import { timeline, type TimelineEntry } from './timeline.js';

export interface Page<T> {
  data: T[];
  next_cursor: string | null;
}

/** A search that takes in too much is told so, instead of keeping the database from the messages. */
const SEARCH_MS = 8_000;
const UUID = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** Reads the log for people and programs, always within the caller's companies. */
@Injectable()
export class MessageReader {
  constructor(private readonly db: Database) {}

  async list(caller: Caller, query: MessageListQuery): Promise<Page<MessageView>> {
    const { where, values } = await messageWhere(query, caller, this.db.source);
    const after = cursorId(query.cursor);
    const keyset = after ? `AND id < $${values.push(after)}` : '';
    const text = `SELECT ${MESSAGE_COLUMNS} FROM integration_message WHERE ${where} ${keyset} ORDER BY id DESC LIMIT $${values.push(query.limit + 1)}`;
    const rows = query.q ?? query.json_path ? await inTime<MessageRow>(this.db.source, SEARCH_MS, text, values) : await this.db.rows<MessageRow>(text, values);
    const data = rows.slice(0, query.limit).map(toView);
    return { data, next_cursor: rows.length > query.limit ? Buffer.from(data.at(-1)!.id).toString('base64url') : null };
  }

  async get(caller: Caller, id: string): Promise<MessageView> {
    const [row] = UUID.test(id) ? await this.db.rows<MessageRow>(`SELECT ${MESSAGE_COLUMNS} FROM integration_message WHERE id = $1`, [id]) : [];
    if (!row) throw notFound();
    assertSees(caller, row.company);
    return toView(row);
  }

  /** Throws 404 unless the message is there and within the caller's companies. Reads no body. */
  async assertReadable(caller: Caller, id: string): Promise<{ correlation_id: string }> {
    const [row] = UUID.test(id) ? await this.db.rows<{ company: string; correlation_id: string }>('SELECT company, correlation_id FROM integration_message WHERE id = $1', [id]) : [];
    if (!row) throw notFound();
    assertSees(caller, row.company);
    return row;
  }

  /** The exact bytes received or sent. */
  async raw(caller: Caller, id: string): Promise<Buffer> {
    await this.assertReadable(caller, id);
    const [row] = await this.db.rows<{ payload_raw: Buffer | null }>('SELECT payload_raw FROM integration_message WHERE id = $1', [id]);
    return row?.payload_raw ?? Buffer.alloc(0);
  }

  /** Everything that happened in the message's chain, oldest first. */
  async timeline(caller: Caller, id: string): Promise<TimelineEntry[]> {
    const { correlation_id } = await this.assertReadable(caller, id);
    const rows = await this.db.rows<MessageRow>(
      `SELECT ${MESSAGE_COLUMNS_LIGHT} FROM integration_message m WHERE correlation_id = $1 ORDER BY id LIMIT 1000`,
      [correlation_id],
    );
    return timeline(rows.map(toView));
  }

  /** Ids of inbound messages that fit, newest first; for bulk resends. */
  async idsOf(caller: Caller, filter: MessageFilter, limit: number): Promise<string[]> {
    const { where, values } = await messageWhere(filter, caller, this.db.source);
    const rows = await this.db.rows<{ id: string }>(
      `SELECT id FROM integration_message WHERE ${where} AND direction = 'inbound' ORDER BY id DESC LIMIT $${values.push(limit)}`,
      values,
    );
    return rows.map(({ id }) => id);
  }
}

function cursorId(cursor: string | undefined): string | null {
  if (cursor === undefined) return null;
  const id = Buffer.from(cursor, 'base64url').toString();
  if (!UUID.test(id)) throw wrongCursor();
  return id;
}

// Starting over without a word would have a program read the first page for ever.
const wrongCursor = () =>
  invalidFields({ path: 'cursor', es: 'debe ser el «next_cursor» de la página anterior', en: 'must be the "next_cursor" of the page before' });
