import { Injectable } from '@nestjs/common';
import { assertSees, companyFilter, type Caller } from '../../../core/auth/index.js';
import { OpenCredentials } from '../../../core/credentials/index.js';
import { Database } from '../../../core/database/index.js';
import { IntegrationFailure } from '../../../core/errors/index.js';
import type { HaciendaCredential } from './open-session.js';
import { SigningThreads } from './signing-threads.service.js';

/** The certificate of one credential; nothing of its key. */
export interface CertificateView {
  credential_id: number;
  company: string;
  name: string;
  environment: string;
  owner: string | null;
  identification: string | null;
  expires_at: Date | null;
  /** Whole days from now; negative when it is over. */
  days_left: number | null;
  /** Why it cannot sign. */
  problem: string | null;
}

type Row = Pick<CertificateView, 'company' | 'name' | 'environment'> & { id: number };

const DAY_MS = 86_400_000;
// Opening a key takes up to 150 ms, once per version of it; who has more companies asks for one.
const CREDENTIALS = `
  SELECT id, company, name, environment FROM integration_credential
  WHERE integration = 'hacienda' AND active AND ($1::text[] IS NULL OR company = ANY($1)) ORDER BY company, id LIMIT 100`;

/** Until when the companies can sign. */
@Injectable()
export class ListCertificates {
  constructor(
    private readonly db: Database,
    private readonly credentials: OpenCredentials,
    private readonly threads: SigningThreads,
  ) {}

  async list(caller: Caller, company?: string): Promise<{ data: CertificateView[] }> {
    if (company !== undefined) assertSees(caller, company);
    const rows = await this.db.rows<Row>(CREDENTIALS, [company === undefined ? companyFilter(caller) : [company]]);
    const data: CertificateView[] = [];
    for (const row of rows) data.push(await this.look(row));
    return { data };
  }

  private async look({ id, ...row }: Row): Promise<CertificateView> {
    const unknown = { credential_id: id, ...row, owner: null, identification: null, expires_at: null, days_left: null };
    try {
      const { certificate } = await this.threads.issuingKey((await this.credentials.open(id)) as unknown as HaciendaCredential);
      const { commonName, identification, notAfter } = certificate;
      return { ...unknown, owner: commonName, identification, expires_at: notAfter, days_left: Math.floor((notAfter.getTime() - Date.now()) / DAY_MS), problem: null };
    } catch (error) {
      if (error instanceof IntegrationFailure) return { ...unknown, problem: error.message };
      throw error;
    }
  }
}
