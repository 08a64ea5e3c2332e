import { IntegrationFailure, type Warning } from '../../../core/errors/index.js';
import type { RemoteDocument } from '../../../core/pipeline/index.js';
import type { ErpnextDocument } from '../client/erpnext.types.js';
import type { Step } from '../mapping/steps.js';
import { failure, type Side } from './run.js';

/** The document that carries our key: a living one before a cancelled one, the oldest first. */
export async function findByKey(side: Side, step: Step, field: string, marker: string, warnings: Warning[]): Promise<{ name: string; docstatus: number } | undefined> {
  const rows = await side.client.list(step.doctype, [[field, '=', marker]], ['name', 'docstatus']);
  const found = rows.map(({ name, docstatus }) => ({ name: String(name), docstatus: Number(docstatus) }));
  const alive = found.filter(({ docstatus }) => docstatus !== 2);
  const [first, ...others] = [...alive].sort((one, other) => other.docstatus - one.docstatus);
  if (others.length > 0) {
    warnings.push({ code: 'erpnext.same_key', message: `En ERPNext hay más de un documento con la clave ${marker}: se sigue con ${first!.name}; revise ${others.map(({ name }) => name).join(', ')}.` });
  }
  return first ?? found[0];
}

/** Time that the network may add to the server's own. */
const MARGIN_MS = 5_000;

/**
 * Not found, but the write may still be on its way. Where the site itself refuses a second document with our key, trying again is
 * safe at once: the database makes it wait for the first. Elsewhere "not there" is believed when no request can still be running.
 * Who takes back has no second insert that could wait: there it is never believed earlier.
 */
export function refuseTooEarly(side: Side, { intent_at, details }: RemoteDocument, takesBack = false): void {
  if (details.unique === true && !takesBack) return;
  refuseSince(side, intent_at.getTime());
}

/** A draft whose submission was not answered may be submitted any moment, and Frappe locks nothing before it deletes. */
export function refuseWhileSubmitting(side: Side, known: RemoteDocument | null): void {
  const sent = known?.details.submit_sent;
  if (typeof sent === 'string') refuseSince(side, Date.parse(sent));
}

function refuseSince(side: Side, sent: number): void {
  const left = side.settings.server_timeout_seconds * 1000 + MARGIN_MS - (Date.now() - sent);
  if (left <= 0) return;
  throw failure('outcome_unknown', 'settling', 'Un envío anterior no tuvo respuesta y ERPNext puede seguir trabajando en él. Se volverá a buscar antes de repetir.', { retryAfterMs: left + 500, held: true });
}

/**
 * What stands under a name that we remember, if it is ours: another site counts its documents by the same names, and an instance may have
 * been pointed there since. Only a field of our own says so; people write in the standard ones.
 */
export function refuseForeign(side: Side, step: Step, document: ErpnextDocument, known: RemoteDocument | null): void {
  const field = known?.details.field;
  if (typeof field !== 'string' || field === step.standardKeyField || known!.marker === null || document[field] === known!.marker) return;
  throw failure('conflict', 'not_ours', `${document.name} de la instancia «${side.name}» no lleva la clave de esta ejecución (${field}): la instancia apunta a otro sitio, o alguien cambió el campo. Corrija su api_url y reanude; no se tocó el documento.`);
}

/** A document that we know of is gone: believed while the instance has the address at which it was made. */
export function refuseMoved(side: Side, { remote_id, details: { site } }: RemoteDocument): void {
  if (typeof site !== 'string' || site === side.baseUrl) return;
  throw failure('conflict', 'not_ours', `${remote_id} se hizo en ${site} y no está en la dirección de ahora (${side.baseUrl}). Corrija la api_url de la instancia «${side.name}» y reanude.`);
}

/** The write was refused in Frappe's own words (one request is one transaction there), turned away, or never left. */
export function leftNothing(error: unknown): boolean {
  return error instanceof IntegrationFailure && (error.held || LEAVES_NOTHING.has(error.category));
}

// Of a write, `network_error` is only what was not sent (ERPNEXT_ERRORS).
const LEAVES_NOTHING: ReadonlySet<string> = new Set(['rate_limited', 'authentication_error', 'credential_error', 'network_error', 'validation_error', 'conflict', 'not_found', 'transient_error']);
