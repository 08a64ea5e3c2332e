import type { Exchange, NetworkFault } from './exchange.js';

/** What a row of an integration's error table looks at in an exchange; every condition given must hold. Integrations add their own. */
export interface ExchangeCondition {
  /** There was no answer: nothing left this machine (`unsent`), or the request may have arrived (`sent`). */
  fault?: 'sent' | 'unsent';
  faultKind?: NetworkFault['kind'];
  /** A status, or the first and last of a range. */
  status?: number | readonly [number, number];
  write?: boolean;
}

export function meets(when: ExchangeCondition, { answer, fault }: Exchange, write: boolean): boolean {
  const [first, last] = typeof when.status === 'number' ? [when.status, when.status] : (when.status ?? [0, Infinity]);
  const status = answer?.status ?? -1;
  return (
    (when.fault === undefined || (fault !== undefined && fault.sent === (when.fault === 'sent'))) &&
    (when.faultKind === undefined || fault?.kind === when.faultKind) &&
    (when.status === undefined || (status >= first && status <= last)) &&
    (when.write === undefined || when.write === write)
  );
}
