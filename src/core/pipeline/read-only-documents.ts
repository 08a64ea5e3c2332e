import type { Database } from '../database/index.js';
import { findDocument } from './attempt-documents.js';
import type { RemoteDocuments } from './remote-documents.js';

export const refuseToWrite = (): never => {
  throw new Error('a preview writes nothing');
};

/** The idempotency record for a preview: it can be read, and any attempt to write is a bug. */
export const readOnlyDocuments = (db: Database, scope: { integration: string; company: string }): RemoteDocuments => ({
  find: (kind, key) => findDocument(db, scope, kind, key),
  creating: refuseToWrite,
  over: refuseToWrite,
  created: refuseToWrite,
  absent: refuseToWrite,
  canceled: refuseToWrite,
  commit: refuseToWrite,
});
