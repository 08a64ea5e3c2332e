import { Injectable } from '@nestjs/common';
import { OpenCredentials } from '../../../core/credentials/index.js';
import type { Issuer } from '../mapping/types.js';
import type { HaciendaCredential } from './open-session.js';

/** With whose name and key a company issues. */
@Injectable()
export class IssuingCredential {
  constructor(private readonly credentials: OpenCredentials) {}

  /** Throws a `credential_error` failure when the company has no active one. */
  async of(company: string): Promise<HaciendaCredential> {
    return (await this.credentials.open({ company, integration: 'hacienda' })) as unknown as HaciendaCredential;
  }

  /** Whether it is active or not; to tell who a company is, not to act for it. */
  async ifAny(company: string): Promise<HaciendaCredential | undefined> {
    return ((await this.credentials.openAny({ company, integration: 'hacienda' })) ?? undefined) as unknown as HaciendaCredential | undefined;
  }
}

/** The issuer as it stands in a document. */
export const issuerOf = ({ metadata }: HaciendaCredential): Issuer => {
  const { identification_type, identification, name, commercial_name, activity_code, provider_system_id, location, email, phone } = metadata;
  return { identification_type, identification, name, commercial_name, activity_code, provider_system_id: provider_system_id ?? identification, location, email, phone };
};
