import type { PeriodStatus } from '../entities/words.js';
import { addDays } from './madrid.js';

const STATUSES: Readonly<Record<string, PeriodStatus>> = {
  ACTIVE: 'ACTIVE', POSTPONED: 'POSTPONED', EARLY_POSTPONED: 'POSTPONED', DROPPED: 'DROPPED', EARLY_DROPPED: 'DROPPED', SUSPENDED: 'DROPPED', GRADUATED: 'ENDED', NOT_COMPLETING: 'ENDED',
};

/** 4Geeks' and Notion's word as ours; null for none and for one nobody knows: never taken for active (contract fourgeeks §5). */
export const statusOf = (word: string | null): PeriodStatus | null => STATUSES[(word ?? '').trim().toUpperCase().replaceAll(/[\s-]+/g, '_')] ?? null;

/** What is stored of a period before it is read again. */
export interface KnownStatus {
  status: PeriodStatus;
  status_change_date: string | null;
}

/**
 * When a status began: the day the CRM touched the record when the status was first seen, and never later (rule R15). The CRM's own
 * date moves with every save, so only a change of the status itself counts. Within [start − 60 days, today].
 */
export function changeDate(known: KnownStatus | null, status: PeriodStatus, { updated, start, today }: { updated: string | null; start: string; today: string }): string | null {
  if (known?.status === status) return known.status_change_date;
  if (known === null && status === 'ACTIVE') return null;
  const earliest = addDays(start, -60);
  const seen = updated ?? today;
  return seen < earliest ? earliest : seen > today ? today : seen;
}
