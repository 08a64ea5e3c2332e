import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { notFound } from '../problems/index.js';
import { SESSION_HOURS } from './session.middleware.js';

export interface UserSession {
  /** Tells sessions apart; signs nobody in. */
  id: string;
  /** What the browser said of itself when it signed in. */
  device: string | null;
  address: string | null;
  started_at: Date | null;
  last_seen_at: Date;
}

/** The session's own id is a secret: whoever knows it is that person. */
export const sessionKey = (sid: string): string => createHash('sha256').update(sid).digest('hex').slice(0, 32);
const KEY = `left(encode(sha256(convert_to(sid, 'UTF8')), 'hex'), 32)`;
const OF_USER = `sess #>> '{caller,id}' = $1 AND expire > now()`;

/** Where a person is signed in to the back-office. Every request moves `expire` on, so it tells when they were last seen. */
@Injectable()
export class UserSessions {
  constructor(private readonly db: DataSource) {}

  /** Last seen first. */
  list(userId: string): Promise<UserSession[]> {
    return this.db.query(
      `SELECT ${KEY} AS id, sess ->> 'device' AS device, sess ->> 'address' AS address, (sess ->> 'started_at')::timestamptz AS started_at,
         expire::timestamptz - make_interval(hours => $2) AS last_seen_at
       FROM user_session WHERE ${OF_USER} ORDER BY expire DESC, sid`, [userId, SESSION_HOURS]);
  }

  /** Counts with the next request of that browser. Throws 404 when that person has no such session. */
  async end(userId: string, id: string): Promise<void> {
    const ended: unknown[] = await this.db.query(`WITH ended AS (DELETE FROM user_session WHERE ${OF_USER} AND ${KEY} = $2 RETURNING 1) SELECT * FROM ended`, [userId, id]);
    if (ended.length === 0) throw notFound();
  }

  /** All of them, but for `except`. Answers how many. */
  async endAll(userId: string, except: string | null = null, manager: EntityManager = this.db.manager): Promise<number> {
    const ended: unknown[] = await manager.query(
      `WITH ended AS (DELETE FROM user_session WHERE sess #>> '{caller,id}' = $1 AND ($2::text IS NULL OR ${KEY} <> $2) RETURNING 1) SELECT * FROM ended`, [userId, except]);
    return ended.length;
  }
}
