import { Injectable, Logger } from '@nestjs/common';
import type { IncomingHttpHeaders } from 'node:http';
import { DataSource } from 'typeorm';
import { ShortCache } from '../cache/index.js';
import { Env } from '../config/index.js';
import { ApiKey } from './api-key.entity.js';
import type { Caller } from './caller.js';
import { hashKey, looksLikeKey, sameSecret } from './key-format.js';

const USE_NOTED_EVERY_MS = 60_000;

/** Who a key belongs to. Cheap: at most one query per key in five seconds. */
@Injectable()
export class IdentifyService {
  private readonly log = new Logger(IdentifyService.name);
  private readonly keys = new ShortCache<ApiKey | null>(5_000);

  constructor(private readonly db: DataSource, private readonly env: Env) {}

  /** From `Authorization: Bearer <key>` or `X-Api-Key: <key>`; null when absent, unknown, revoked or expired. */
  async identify(headers: IncomingHttpHeaders, ip?: string): Promise<Caller | null> {
    const given = presentedKey(headers);
    if (!given) return null;
    if (this.env.BOOTSTRAP_API_KEY && sameSecret(given, this.env.BOOTSTRAP_API_KEY)) {
      return { type: 'api_key', id: null, name: 'BOOTSTRAP_API_KEY', role: 'admin', companies: ['*'], ip };
    }
    if (!looksLikeKey(given)) return null;
    const key = await this.find(hashKey(given));
    if (!key || key.revoked_at || (key.expires_at && key.expires_at.getTime() <= Date.now())) return null;
    this.noteUse(key);
    return { type: 'api_key', id: key.id, name: key.name, role: key.role, companies: [...key.companies], ip };
  }

  /** After a key was revoked: this process forgets it now, the others within five seconds. */
  forget(keyHash: string): void {
    this.keys.delete(keyHash);
  }

  private find(hash: string): Promise<ApiKey | null> {
    return this.keys.get(hash, () => this.db.getRepository(ApiKey).findOneBy({ key_hash: hash }));
  }

  /** `last_used_at`, at most once a minute and never in the way of the request. */
  private noteUse(key: ApiKey): void {
    const now = new Date();
    if (key.last_used_at && now.getTime() - key.last_used_at.getTime() < USE_NOTED_EVERY_MS) return;
    key.last_used_at = now;
    this.db
      .query(`UPDATE api_key SET last_used_at = $2::timestamptz WHERE id = $1 AND (last_used_at IS NULL OR last_used_at < $2::timestamptz - interval '1 minute')`, [key.id, now])
      .catch((error: unknown) => this.log.warn(`last_used_at of key ${key.prefix} not written: ${String(error)}`));
  }
}

/** The key a request shows, if it shows one. */
export function presentedKey(headers: IncomingHttpHeaders): string | undefined {
  const bearer = /^Bearer +(\S+) *$/i.exec(headers.authorization ?? '')?.[1];
  const header = headers['x-api-key'];
  return bearer ?? (typeof header === 'string' && header !== '' ? header.trim() : undefined);
}
