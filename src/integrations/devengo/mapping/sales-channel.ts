import type { ServiceType } from '../entities/words.js';
import { contentHash } from './content-hash.js';
import { textOf, type Row } from './fields.js';
import { typeOfName } from './service-type.js';

export interface MappedService {
  external_id: string;
  account_identifier: string | null;
  name: string;
  service_type: ServiceType;
  content_hash: string;
}

export interface ServiceFilter {
  service_account_prefix: string;
  service_name_prefixes: readonly string[];
}

/** A sales channel as a service; null when it is none of the school's courses. */
export function mapSalesChannel(row: Row, { service_account_prefix, service_name_prefixes }: ServiceFilter): MappedService | null {
  // The documentation says accNum, the live API accountNum (contract holded §0.4).
  const account = textOf(row.accountNum ?? row.accNum);
  const name = textOf(row.name);
  if (!account.startsWith(service_account_prefix)) return null;
  if (service_name_prefixes.length > 0 && !service_name_prefixes.some((prefix) => name.startsWith(prefix))) return null;
  const content = { external_id: textOf(row.id), account_identifier: account || null, name, service_type: typeOfName(name) };
  return { ...content, content_hash: contentHash(content) };
}
