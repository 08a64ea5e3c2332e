import type { Request } from 'express';
import { problem } from '../../../core/problems/index.js';

/** The header of a request that may be sent twice; null without one. */
export function idempotencyKey(request: Request): string | null {
  const key = request.get('idempotency-key')?.trim();
  if (!key) return null;
  if (key.length <= 200 && /^[\x20-\x7e]+$/.test(key)) return key;
  throw problem(400, { code: 'idempotency_key_invalid', es: 'Idempotency-Key debe tener de 1 a 200 caracteres ASCII.', en: 'Idempotency-Key must have 1 to 200 ASCII characters.' });
}
