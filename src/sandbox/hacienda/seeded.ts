import type { ReceivedDocument } from './state.js';

/** A document that Hacienda is to have without our sending it: `issuer` is the taxpayer's number. */
export interface Seeded {
  clave: string;
  issuer: string;
}

/** As if it had been received and accepted: for loads that would take hours to sign. */
export function acceptedBefore({ clave, issuer }: Seeded): ReceivedDocument {
  const at = Date.now() - 1_000;
  const issuedAt = new Date(at).toISOString();
  return {
    key: clave, fecha: issuedAt, sha256: '', receivedAt: at, answerAt: at, verdict: { state: 'aceptado', rows: [] }, callbacks: [],
    facts: { root: 'FacturaElectronica', clave, consecutive: clave.slice(21, 41), issuedAt, issuer: { type: '02', number: issuer, name: 'Emisor sembrado' }, totalTax: '0.00000', total: '0.00000', words: '' },
  };
}
