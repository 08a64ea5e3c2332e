import type { ServiceType } from '../entities/words.js';
import { daysBetween } from './madrid.js';
import { problemOf, type RecordProblem } from './record-problem.js';
import { areCompatible } from './service-type.js';

export interface PeriodContract {
  id: number;
  service_type: ServiceType;
  contract_date: string;
}

export type PeriodMatch = { contract: number } | { problem: RecordProblem };

/** The client's contract that a period of teaching fulfils: of its type, and of several the one that was signed nearest to its start. */
export function matchPeriod(period: { who: string; service_type: ServiceType; start_date: string }, contracts: readonly PeriodContract[]): PeriodMatch {
  const { who, service_type, start_date } = period;
  if (contracts.length === 0) return { problem: problemOf('no_contract', `${who}: no tiene ningún contrato, no hay factura de un curso a su nombre.`) };
  const fitting = contracts.filter((contract) => areCompatible(contract.service_type, service_type));
  if (fitting.length === 0) {
    return { problem: problemOf('cohort_service_incompatible', `${who}: es un curso de tipo ${service_type} y el cliente sólo tiene contratos de ${[...new Set(contracts.map((contract) => contract.service_type))].join(', ')}.`, { candidates: contracts.map(({ id }) => id) }) };
  }
  const distance = ({ contract_date }: PeriodContract) => Math.abs(daysBetween(contract_date, start_date));
  const nearest = Math.min(...fitting.map(distance));
  const [only, ...more] = fitting.filter((contract) => distance(contract) === nearest);
  if (more.length === 0) return { contract: only!.id };
  return { problem: problemOf('ambiguous_contract', `${who}: puede ser de ${more.length + 1} contratos del cliente firmados el mismo día.`, { candidates: [only!, ...more].map(({ id }) => id) }) };
}
