import type { Warning } from '../../core/errors/index.js';
import type { CredentialFacts, IntegrationDefinition } from '../../core/integration/index.js';
import { DEFAULT_RETRY_POLICY } from '../../core/integration/index.js';
import { ALEGRA_FIELDS, AlegraMetadata, AlegraSecrets } from './alegra.credentials.js';
import { countryOf } from './mapping/countries.js';
import { genericTypeWarnings } from './mapping/generic-type.js';
import { alegraLinks } from './mapping/links.js';
import { AlegraChecker } from './services/check-connection.service.js';
import { AlegraHandler } from './services/handle-document.service.js';

// The default of the specification is in no country's list: said when the credential is made, not only when a document fails.
function advise({ metadata }: CredentialFacts): readonly Warning[] {
  const settings = Object.assign(new AlegraMetadata(), metadata);
  const country = countryOf(settings.country);
  return country ? genericTypeWarnings(settings, country) : [];
}

/** ERPNext invoices become Alegra contacts, invoices, payments and credit notes. */
export const alegra: IntegrationDefinition = {
  id: 'alegra',
  label: 'Alegra',
  baseUrls: { production: 'https://api.alegra.com/api/v1' },
  credentials: { secrets: AlegraSecrets, metadata: AlegraMetadata, fields: ALEGRA_FIELDS, advise },
  // The specification: three tries in all, for what may mend itself.
  policy: DEFAULT_RETRY_POLICY,
  // Alegra allows 150 requests a minute per user; the rest is for the people who work in it.
  limits: { perMinute: 140, concurrency: 6 },
  links: alegraLinks,
  handler: AlegraHandler,
  checker: AlegraChecker,
  schedules: [],
};
