import type { PeriodStatus, ServiceType } from '../entities/words.js';
import { emailOf } from './contact.js';
import { originalOf, rowOf, textOf, type Row } from './fields.js';
import { addDays, dayOfIso } from './madrid.js';
import { statusOf } from './period-status.js';
import { problemOf, type RecordProblem } from './record-problem.js';
import { typeOfSlug } from './service-type.js';

export interface EnrolmentRules {
  ignored_cohorts: readonly string[];
  prework_days: Readonly<Record<string, number>>;
}

export interface MappedEnrolment {
  external_id: string;
  user_id: string;
  /** For people: who, and in which cohort. */
  who: string;
  email: string | null;
  /** The cohort's slug. */
  name: string;
  service_type: ServiceType;
  start_date: string;
  end_date: string;
  status: PeriodStatus;
  raw_status: string;
  /** The CRM's last touch, of whatever. */
  updated: string | null;
  original_data: string;
}

export type ReadEnrolment = { external_id: string } & ({ enrolment: MappedEnrolment } | { skipped: string } | { problem: RecordProblem });

/** A cohort user as a period of teaching (contract fourgeeks §4, §5), or why it is none. */
export function mapEnrolment(row: Row, { ignored_cohorts, prework_days }: EnrolmentRules): ReadEnrolment {
  const [user, cohort] = [rowOf(row.user), rowOf(row.cohort)];
  const external_id = textOf(row.id);
  const slug = textOf(cohort.slug);
  const who = `${[user.first_name, user.last_name].map(textOf).filter(Boolean).join(' ') || `Inscripción ${external_id}`} en ${slug || 'una cohorte sin nombre'}`;
  const raw_status = textOf(row.educational_status);
  if (textOf(row.role) !== 'STUDENT') return { external_id, skipped: 'no es alumno' };
  // Part of another enrolment: counted twice, its revenue would be spread twice.
  if (row.source_macro_cohort !== null && row.source_macro_cohort !== undefined) return { external_id, skipped: 'es parte de otra cohorte' };
  if (slug === '' || ignored_cohorts.some((pattern) => fits(slug, pattern))) return { external_id, skipped: 'esa cohorte no cuenta' };

  const [kickoff, end_date] = [dayOfIso(cohort.kickoff_date), dayOfIso(cohort.ending_date)];
  const status = statusOf(raw_status);
  if (external_id === '' || !textOf(user.id) || !kickoff) return { external_id, problem: problemOf('invalid_response', `${who}: 4Geeks no dice quién es o cuándo empieza.`) };
  if (!end_date) return { external_id, problem: problemOf('missing_ending_date', `${who}: la cohorte no tiene fecha de fin; no se puede repartir el ingreso. Póngala en 4Geeks.`) };
  if (!status) return { external_id, problem: problemOf('unknown_status', `${who}: 4Geeks dice «${raw_status || 'nada'}» como estado; se conserva el anterior.`, { status: raw_status || null }) };
  if (end_date < kickoff) return { external_id, problem: problemOf('invalid_response', `${who}: la cohorte termina antes de empezar.`, { kickoff, end_date }) };
  const service_type = typeOfSlug(slug);
  return {
    external_id,
    enrolment: {
      external_id, user_id: textOf(user.id), who, email: emailOf(user.email), name: slug, service_type, start_date: addDays(kickoff, -(prework_days[service_type] ?? 0)), end_date, status, raw_status,
      updated: dayOfIso(row.updated_at), original_data: originalOf(row),
    },
  };
}

function fits(slug: string, pattern: string): boolean {
  return new RegExp(`^${pattern.split('*').map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('.*')}$`).test(slug);
}
