import type { Attempt } from '../../../core/integration/index.js';
import type { AlegraMetadata, AlegraSecrets } from '../alegra.credentials.js';
import { AlegraClient } from '../client/alegra.client.js';
import type { Account } from '../mapping/account.js';
import type { ErpnextDocument } from '../mapping/erpnext-document.js';
import { makeMarker } from '../mapping/marker.js';
import { AccountDocuments, accountName } from './account-documents.js';

/** One document on its way to Alegra, with all that the services need. */
export interface Work {
  attempt: Attempt;
  document: ErpnextDocument;
  settings: AlegraMetadata;
  client: AlegraClient;
  account: Account;
  /** By it the document is found again in Alegra. */
  marker: string;
  /** The document's key in the idempotency record. */
  key: string;
}

export const documentKey = ({ doctype, name }: Pick<ErpnextDocument, 'doctype' | 'name'>): string => `${doctype}|${name}`;

export const clientFor = ({ calls, credential }: Pick<Attempt, 'calls' | 'credential'>): AlegraClient =>
  new AlegraClient(calls, credential.secrets as unknown as AlegraSecrets);

export function makeWork(attempt: Attempt, document: ErpnextDocument, account: Account): Work {
  return {
    attempt: { ...attempt, documents: new AccountDocuments(attempt.documents, accountName(attempt.credential)) },
    document,
    account,
    settings: attempt.credential.metadata as unknown as AlegraMetadata,
    client: clientFor(attempt),
    marker: makeMarker(attempt.message.company, document),
    key: documentKey(document),
  };
}
