import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import type { Caller } from '../../../core/auth/index.js';
import { Env } from '../../../core/config/index.js';
import { Database, type Queryable } from '../../../core/database/index.js';
import { locale, type Locale } from '../../../core/i18n/index.js';
import { fullJson, MessageLog, peek, type Delivery } from '../../../core/message-log/index.js';
import { problem } from '../../../core/problems/index.js';
import { JudgeStart } from './judge-start.service.js';
import { orderKeyOf } from './run.js';

export interface Started {
  execution_id: number;
  message_id: string;
}

// The id comes first: the message's place in line is named after it. An Idempotency-Key seen before inserts nothing.
const INSERT = `
  INSERT INTO workflow_execution (company, payload_json, correlation_id, message_id, idempotency_key, payload_digest, created_by)
  VALUES ($1, $2::jsonb, gen_random_uuid(), gen_random_uuid(), $3, $4, $5) ON CONFLICT (company, idempotency_key) DO NOTHING RETURNING id`;
const LINK = 'UPDATE workflow_execution SET correlation_id = $2, message_id = $2 WHERE id = $1';
const KNOWN = 'SELECT id, payload_digest FROM workflow_execution WHERE company = $1 AND idempotency_key = $2';

/** Takes the body of start-workflow: judged, stored with its execution in one transaction, answered. The queue does the rest. */
@Injectable()
export class StartWorkflowService {
  constructor(
    private readonly db: Database,
    private readonly log: MessageLog,
    private readonly judge: JudgeStart,
    private readonly env: Env,
  ) {}

  async start(caller: Caller, request: Request & { rawBody?: Buffer }): Promise<Started> {
    const body = request.rawBody ?? Buffer.alloc(0);
    const read = fullJson(body);
    const { a } = await this.judge.judge(caller, 'value' in read ? read.value : undefined, locale(request, this.env.DEFAULT_LOCALE as Locale));
    const { stored } = peek(body);
    if (stored === null) throw notStorable();
    const key = idempotencyKey(request);
    const digest = createHash('sha256').update(body).digest('hex');
    const { started, wake } = await this.db.transaction(async (tx) => {
      const { rows } = await tx.query(INSERT, [a.company, stored, key, digest, caller.name]);
      const isNew = rows.length > 0;
      const id = isNew ? (rows[0] as { id: number }).id : await this.known(tx, a.company, key!, digest);
      // A repeated delivery is stored too, in line behind the first, and ends as its duplicate.
      const { ids, wake: toWake } = await this.log.acceptWithin(tx, [this.delivery(caller, request, body, { company: a.company, credential: a.id, id, key })]);
      const message_id = ids[0]!;
      if (isNew) await tx.query(LINK, [id, message_id]);
      return { started: { execution_id: id, message_id }, wake: toWake };
    });
    wake();
    return started;
  }

  private async known(tx: Queryable, company: string, key: string, digest: string): Promise<number> {
    const { rows } = await tx.query(KNOWN, [company, key]);
    const { id, payload_digest } = rows[0] as { id: number; payload_digest: string };
    if (payload_digest !== digest) throw keyReused(id);
    return id;
  }

  private delivery(caller: Caller, request: Request, body: Buffer, of: { company: string; credential: number; id: number; key: string | null }): Delivery {
    return {
      company: of.company,
      integration: 'erpnext',
      trigger: 'api',
      event_type: 'workflow.start',
      external_reference: of.key ?? String(of.id),
      dedupe_key: null,
      order_key: orderKeyOf(of.id),
      credential_id: of.credential,
      created_by: caller.name,
      method: 'POST',
      url: request.originalUrl,
      headers: { 'content-type': request.get('content-type') ?? '', ...(of.key && { 'idempotency-key': of.key }) },
      body,
    };
  }
}

function idempotencyKey(request: Request): string | null {
  const key = request.get('idempotency-key')?.trim();
  if (!key) return null;
  if (key.length <= 200 && /^[\x20-\x7e]+$/.test(key)) return key;
  throw problem(400, { code: 'idempotency_key_invalid', es: 'Idempotency-Key debe tener de 1 a 200 caracteres ASCII.', en: 'Idempotency-Key must have 1 to 200 ASCII characters.' });
}

const keyReused = (execution_id: number) =>
  problem(409, {
    code: 'idempotency_key_reused',
    es: `Ese Idempotency-Key ya se usó con otro contenido (ejecución ${execution_id}). Use uno nuevo para otra compra.`,
    en: `That Idempotency-Key was used with other content already (execution ${execution_id}). Use a new one for another purchase.`,
    execution_id,
  });

const notStorable = () =>
  problem(400, { code: 'characters_not_allowed', es: 'El contenido tiene caracteres que no se pueden guardar (como \\u0000).', en: 'The body has characters that cannot be stored (such as \\u0000).' });
