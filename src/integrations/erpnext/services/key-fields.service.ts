import { Injectable } from '@nestjs/common';
import { ShortCache } from '../../../core/cache/index.js';
import { IntegrationFailure } from '../../../core/errors/index.js';
import type { Step } from '../mapping/steps.js';
import type { Side } from './run.js';

/** The field that carries a document's key, and whether the site itself refuses the same key twice. */
export interface KeyField {
  field: string;
  unique: boolean;
}

export const DEFAULT_KEY_FIELD = 'custom_transfer_key';
const REMEMBER_MS = 10 * 60_000;

/** Finds by itself where a site can keep our key, and remembers it while the credential stays as it is. */
@Injectable()
export class KeyFields {
  private readonly known = new ShortCache<KeyField>(REMEMBER_MS);

  of(side: Side, step: Step): Promise<KeyField> {
    return this.known.get(placeOf(side, step), () => this.find(side, step));
  }

  /** Looks again, for those who ask how it is now; the answer counts from then on. */
  anew(side: Side, step: Step): Promise<KeyField> {
    this.known.delete(placeOf(side, step));
    return this.of(side, step);
  }

  /** After the field was installed. */
  forget(): void {
    this.known.clear();
  }

  private async find({ client, settings, name }: Side, { doctype, standardKeyField }: Step): Promise<KeyField> {
    const field = settings.transfer_key_field ?? DEFAULT_KEY_FIELD;
    if (await canAsk(client, doctype, field)) return { field, unique: await isUnique(client, doctype, field) };
    if (settings.transfer_key_field === undefined) return { field: standardKeyField, unique: false };
    throw new IntegrationFailure('credential_error', {
      code: 'erpnext.key_field_missing',
      message: `La instancia «${name}» no tiene el campo «${field}» en «${doctype}» (transfer_key_field). Instálelo con «npm run cli -- erpnext install-key-field <número>» o deje el ajuste vacío.`,
    });
  }
}

const placeOf = ({ id, version }: Side, { doctype }: Step): string => `${id}:${version}:${doctype}`;

type Client = Side['client'];

/** A filter on a field that is not there is refused (v15) or breaks the query (v13, v14): then the site itself must still answer. */
async function canAsk(client: Client, doctype: string, field: string): Promise<boolean> {
  try {
    await client.list(doctype, [[field, '=', 'puente']], ['name'], 1);
    return true;
  } catch (error) {
    if (!(error instanceof IntegrationFailure) || !['validation_error', 'server_error'].includes(error.category)) throw error;
    await client.list(doctype, [], ['name'], 1);
    return false;
  }
}

// Who may not read the customisation of the site cannot know: then the field counts as not unique, which only costs patience.
async function isUnique(client: Client, dt: string, fieldname: string): Promise<boolean> {
  try {
    return (await client.list('Custom Field', [['dt', '=', dt], ['fieldname', '=', fieldname], ['unique', '=', 1]], ['name'], 1)).length > 0;
  } catch (error) {
    if (error instanceof IntegrationFailure && ['credential_error', 'validation_error', 'not_found'].includes(error.category)) return false;
    throw error;
  }
}
