import { Money } from '../../../core/money/index.js';
import type { ContractStatus } from '../entities/words.js';
import { addDays, daysBetween } from './madrid.js';

/** A contract of the client and service of a document, in its currency. */
export interface ContractCandidate {
  id: number;
  status: ContractStatus;
  contract_date: string;
  /** Of the last of its periods. */
  last_end: string | null;
  /** Nets of the invoices it holds. */
  nets: readonly string[];
  /** External ids of the invoices it holds. */
  invoices: ReadonlySet<string>;
}

export interface DocumentToMatch {
  kind: 'invoice' | 'creditnote';
  date: string;
  net: string;
  credited: string | null;
}

export type ContractMatch =
  | { contract: number; why: 'only' | 'credited' | 'dates' | 'amount' | 'recent' }
  | { create: true }
  | { none: true }
  | { ambiguous: { contract_id: number; score: number; reasons: string[] }[] };

/** Days between the end of the last period and an invoice that begins something new. */
export const REENROLMENT_DAYS = 180;
const MARGIN_DAYS = 60;
/** A course without a period yet is taken to be over after a year. */
const OPEN_DAYS = 365;

/** Which contract a document belongs to (contract devengo §4): by origin, dates, amount, then the latest; tied means nobody knows. */
export function matchContract(document: DocumentToMatch, candidates: readonly ContractCandidate[]): ContractMatch {
  const credited = document.kind === 'creditnote' && document.credited !== null ? candidates.filter(({ invoices }) => invoices.has(document.credited!)) : [];
  if (credited.length === 1) return { contract: credited[0]!.id, why: 'credited' };
  const [only, ...more] = candidates;
  // A credit note alone makes no contract.
  if (!only) return document.kind === 'creditnote' ? { none: true } : { create: true };
  if (more.length === 0) return isOver(only, document) ? { create: true } : { contract: only.id, why: 'only' };
  return best(document, credited.length > 1 ? credited : candidates);
}

function isOver({ status, last_end }: ContractCandidate, { kind, date }: DocumentToMatch): boolean {
  return kind === 'invoice' && status !== 'ACTIVE' && last_end !== null && daysBetween(last_end, date) > REENROLMENT_DAYS;
}

const REASONS = [
  { why: 'dates', points: 4, holds: isInTime },
  { why: 'amount', points: 2, holds: hasSibling },
  { why: 'active', points: 1, holds: ({ status }: ContractCandidate) => status === 'ACTIVE' },
] as const;

function best(document: DocumentToMatch, candidates: readonly ContractCandidate[]): ContractMatch {
  const scored = candidates.map((candidate) => {
    const reasons = REASONS.filter(({ holds }) => holds(candidate, document));
    return { candidate, reasons: reasons.map(({ why }) => why), score: reasons.reduce((sum, { points }) => sum + points, 0) };
  });
  const top = Math.max(...scored.map(({ score }) => score));
  const leading = scored.filter(({ score }) => score === top);
  if (leading.length === 1) return { contract: leading[0]!.candidate.id, why: leading[0]!.reasons.includes('dates') ? 'dates' : leading[0]!.reasons.includes('amount') ? 'amount' : 'recent' };
  const latest = leading.map(({ candidate }) => candidate.contract_date).sort().at(-1)!;
  const newest = leading.filter(({ candidate, reasons }) => candidate.contract_date === latest && reasons.includes('active'));
  if (newest.length === 1) return { contract: newest[0]!.candidate.id, why: 'recent' };
  return { ambiguous: scored.map(({ candidate, score, reasons }) => ({ contract_id: candidate.id, score, reasons })) };
}

function isInTime({ contract_date, last_end }: ContractCandidate, { date }: DocumentToMatch): boolean {
  return date >= addDays(contract_date, -MARGIN_DAYS) && date <= addDays(last_end ?? addDays(contract_date, OPEN_DAYS - MARGIN_DAYS), MARGIN_DAYS);
}

/** As much as one of its instalments, give or take one per cent. */
function hasSibling({ nets }: ContractCandidate, { net }: DocumentToMatch): boolean {
  const own = new Money(net).abs();
  return nets.some((sibling) => new Money(sibling).abs().minus(own).abs().lte(own.times('0.01')));
}
