import { describeConformance } from '../../../test/support/conformance/suite.js';
import { invoice, METADATA, OWNER, SECRETS as WITH_PIN, tokenUrlOf } from '../../../test/support/hacienda/bench.js';
import { haciendaFailure } from './client/hacienda.errors.js';
import { hacienda } from './hacienda.definition.js';

// Four digits would be found in any clave: the search for secrets needs one that is nowhere else.
const SECRETS = { ...WITH_PIN, p12_base64: OWNER.p12('pin-de-conformidad').toString('base64'), p12_pin: 'pin-de-conformidad' };

describeConformance({
  definition: hacienda,
  secrets: SECRETS,
  wrongSecrets: { ...SECRETS, password: 'clave-revocada' },
  metadata: METADATA,
  retry: { max_retry_attempts: 1 },
  addresses: (baseUrl) => ({ token_url: tokenUrlOf(baseUrl) }),
  document: (name) => ({ reference: name, document: invoice({ receiver: { ...(invoice().receiver as object), name } }) }),
  message: (body) => {
    const { reference } = JSON.parse(body.toString()) as { reference: string };
    return { event_type: 'hacienda.issue', external_reference: reference, dedupe_key: reference, order_key: reference };
  },
  sandbox: ({ sandboxes }) => sandboxes.hacienda,
  documents: (state, _, name) => (state.documents as { receiver: string | null }[]).filter(({ receiver }) => receiver === name).length,
  errorTable: { failure: haciendaFailure },
  write: { method: 'POST', path: '/recepcion$' },
});
