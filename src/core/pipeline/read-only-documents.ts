import type { Database } from '../database/index.js';
import { findDocument } from './attempt-documents.js';
import type { RemoteDocuments } from './remote-documents.js';

const refuse = () => {
  throw new Error('a preview writes nothing');
};

/** The idempotency record for a preview: it can be read, and any attempt to write is a bug. */
export const readOnlyDocuments = (db: Database, scope: { integration: string; company: string }): RemoteDocuments => ({
  find: (kind, key) => findDocument(db, scope, kind, key),
  creating: refuse,
  over: refuse,
  created: refuse,
  absent: refuse,
  canceled: refuse,
  commit: refuse,
});
