import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { assertSees, type Caller } from '../../../core/auth/index.js';
import { CompaniesService } from '../../../core/companies/index.js';
import { MessageLog } from '../../../core/message-log/index.js';
import { identify } from '../mapping/document.js';

/** Stores what came, byte for byte, and answers; the queue does the rest. */
@Injectable()
export class ReceiveDocument {
  constructor(
    private readonly log: MessageLog,
    private readonly companies: CompaniesService,
  ) {}

  async receive(caller: Caller, company: string, request: Request & { rawBody?: Buffer }): Promise<{ status: 'accepted'; messageId: string }> {
    assertSees(caller, company);
    await this.companies.get(caller, company);
    const body = request.rawBody ?? Buffer.alloc(0);
    const messageId = await this.log.accept({
      company,
      integration: 'oppen',
      trigger: 'api',
      ...identify(request.body),
      dedupe_key: `sha256:${createHash('sha256').update(body).digest('hex')}`,
      credential_id: null,
      created_by: caller.name,
      method: 'POST',
      url: request.originalUrl,
      headers: { 'content-type': request.get('content-type') ?? '' },
      body,
    });
    return { status: 'accepted', messageId };
  }
}
