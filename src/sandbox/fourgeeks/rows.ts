import { CYBERSECURITY, FULL_STACK, ODD, type Cohort, type Course, type Enrolment, type Person } from '../academy/index.js';

export type FourgeeksRow = Record<string, unknown> & { id: number };

export const ACADEMIES = { 6: { id: 6, name: 'Madrid', slug: 'madrid-spain' }, 7: { id: 7, name: 'Online EU', slug: 'online-eu' } } as const;
export type AcademyId = keyof typeof ACADEMIES;

const at = (day: string, time: string): string => `${day}T${time}Z`;

/** A row of `GET /v1/auth/academy/student` (contract §3). `id` is the profile's, `user.id` the person's. */
export function studentOf({ at: number, first, last, email, userId }: Person, academy: AcademyId = 6, more: Record<string, unknown> = {}): FourgeeksRow {
  return {
    id: 100_000 + userId * 10 + academy, first_name: first, last_name: last, user: { id: userId, email, first_name: first, last_name: last, profile: null },
    academy: ACADEMIES[academy], role: { id: 'student', slug: 'student', display_slug: 'student', name: 'Student' },
    created_at: at(`2024-0${1 + (number % 9)}-02`, '10:00:00'), email, address: null, phone: '', status: 'ACTIVE', ...more,
  };
}

export function cohortOf({ id, slug, course, start, end }: Cohort): Record<string, unknown> {
  return {
    // Kick-offs are mornings; the end is late in the evening of its day.
    id, slug, name: slug, kickoff_date: at(start, '08:00:00'), ending_date: end && at(end, '20:00:00'), stage: 'STARTED', available_as_saas: false, shortcuts: null, micro_cohorts: [],
    syllabus_version: { id: id + 1, version: 3, slug: course.syllabus, name: course.name, syllabus: 4 },
  };
}

/** A row of `GET /v1/admissions/academy/cohort/user` (contract §4). */
export function cohortUserOf({ id, person, cohort, status, updated }: Enrolment, more: Record<string, unknown> = {}): FourgeeksRow {
  const { userId, first, last, email } = person;
  return {
    id, user: { id: userId, first_name: first, last_name: last, email, last_login: null }, cohort: cohortOf(cohort), role: 'STUDENT', finantial_status: 'UP_TO_DATE',
    educational_status: status, watching: false, created_at: at(cohort.start, '09:00:00'), updated_at: at(updated, '18:30:00'),
    profile_academy: { id: 100_000 + userId * 10 + 6, first_name: first, last_name: last, email, phone: '' }, completion: { is_complete: false, pending_required_count: 3 }, source_macro_cohort: null, ...more,
  };
}

const cohort = (id: number, slug: string, course: Course, start = '2024-07-01', end: string | null = '2024-11-03'): Cohort => ({ id, slug, course, start, end });
const enrolled = (id: number, person: Person, of: Cohort, status: string | null = 'ACTIVE', more: Record<string, unknown> = {}): FourgeeksRow =>
  cohortUserOf({ id, person, cohort: of, status, updated: '2024-07-02' }, more);

const REGULAR = cohort(990, 'spain-fs-pt-90', FULL_STACK);

export const oddStudents = (): FourgeeksRow[] => [
  ...[ODD.twoPages, ODD.nameOnly, ODD.trashed, ODD.endless, ODD.withoutStatus, ODD.strangeStatus, ODD.macro, ODD.otherCourse, ODD.unbilled, ODD.firstOfMonth, ODD.credited].map((person) => studentOf(person)),
  studentOf(ODD.shouting, 6, { email: ODD.shouting.email.toUpperCase(), user: { id: ODD.shouting.userId, email: ODD.shouting.email.toUpperCase(), first_name: ODD.shouting.first, last_name: ODD.shouting.last, profile: null } }),
  studentOf(ODD.twoAcademies, 6), studentOf(ODD.twoAcademies, 7),
  studentOf(ODD.invited, 6, { user: null, status: 'INVITED' }),
];

export const oddEnrolments = (): { academy: AcademyId; row: FourgeeksRow }[] => [
  ...[ODD.shouting, ODD.twoPages, ODD.nameOnly, ODD.trashed, ODD.firstOfMonth, ODD.credited, ODD.unbilled].map((person, index) => enrolled(90_001 + index, person, REGULAR)),
  enrolled(90_020, ODD.endless, cohort(991, 'spain-fs-pt-forever', FULL_STACK, '2024-07-01', null)),
  enrolled(90_021, ODD.withoutStatus, REGULAR, null),
  enrolled(90_022, ODD.strangeStatus, REGULAR, 'ON_HOLD'),
  // The macro cohort counts; its micro cohort would spread the same revenue twice.
  enrolled(90_023, ODD.macro, REGULAR),
  enrolled(90_024, ODD.macro, cohort(992, 'spain-fs-pt-90-micro', FULL_STACK), 'ACTIVE', { source_macro_cohort: { id: 990, slug: 'spain-fs-pt-90' } }),
  enrolled(90_025, ODD.otherCourse, cohort(993, 'spain-cs-pt-90', CYBERSECURITY)),
  enrolled(90_026, ODD.unbilled, REGULAR, 'ACTIVE', { role: 'TEACHER' }),
  // Her student of the night: 23:00Z of a summer day is the next day in Madrid.
  enrolled(90_027, ODD.otherCourse, { ...cohort(994, 'spain-fs-pt-night', FULL_STACK) }, 'ACTIVE', { cohort: { ...cohortOf(cohort(994, 'spain-fs-pt-night', FULL_STACK)), kickoff_date: '2024-06-30T22:30:00Z', ending_date: '2024-11-03T22:30:00Z' } }),
].map((row) => ({ academy: 6 as AcademyId, row })).concat([{ academy: 7, row: enrolled(90_040, ODD.twoAcademies, cohort(995, 'spain-fs-pt-91', FULL_STACK)) }]);
