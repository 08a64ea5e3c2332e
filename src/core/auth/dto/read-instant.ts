import { DateTime } from 'luxon';

const WITH_ZONE_IF_TIME = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2}))?$/;

/** An ISO 8601 date (midnight UTC) or an instant with its zone, as a Date; anything else is given back for the validator to refuse. */
export function readInstant(value: unknown): unknown {
  if (typeof value !== 'string' || !WITH_ZONE_IF_TIME.test(value)) return value;
  const instant = DateTime.fromISO(value, { zone: 'utc' });
  return instant.isValid ? instant.toJSDate() : value;
}
