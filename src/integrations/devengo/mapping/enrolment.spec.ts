import { cohortUserOf, type FourgeeksRow } from '../../../sandbox/fourgeeks/index.js';
import { FULL_STACK, personOf } from '../../../sandbox/academy/index.js';
import { mapEnrolment } from './enrolment.js';
import { changeDate, statusOf } from './period-status.js';

const RULES = { ignored_cohorts: ['yomequedoencasa', '*-pt-general'], prework_days: {} };
const row = (more: Record<string, unknown> = {}, cohort: Record<string, unknown> = {}): FourgeeksRow => {
  const made = cohortUserOf({ id: 7001, person: personOf(1), cohort: { id: 310, slug: 'spain-fs-pt-85', course: FULL_STACK, start: '2024-01-15', end: '2024-06-02' }, status: 'ACTIVE', updated: '2024-01-20' });
  return { ...made, cohort: { ...(made.cohort as object), ...cohort }, ...more };
};

it('is a period of its cohort’s days in Madrid', () => {
  expect(mapEnrolment(row(), RULES)).toMatchObject({ external_id: '7001', enrolment: { name: 'spain-fs-pt-85', service_type: 'FS', start_date: '2024-01-15', end_date: '2024-06-02', status: 'ACTIVE', updated: '2024-01-20' } });
  expect(mapEnrolment(row({}, { kickoff_date: '2024-06-30T22:30:00Z', ending_date: '2024-11-03T23:30:00Z' }), RULES)).toMatchObject({ enrolment: { start_date: '2024-07-01', end_date: '2024-11-04' } });
  expect(mapEnrolment(row(), { ...RULES, prework_days: { FS: 14 } })).toMatchObject({ enrolment: { start_date: '2024-01-01' } });
});

it.each([
  [row({ role: 'TEACHER' }), 'no es alumno'],
  [row({ source_macro_cohort: { id: 1 } }), 'es parte de otra cohorte'],
  [row({}, { slug: 'yomequedoencasa' }), 'esa cohorte no cuenta'],
  [row({}, { slug: 'madrid-pt-general' }), 'esa cohorte no cuenta'],
])('skips what is no teaching of ours', (given, skipped) => expect(mapEnrolment(given, RULES)).toEqual({ external_id: '7001', skipped }));

it.each([
  [row({}, { ending_date: null }), 'missing_ending_date'],
  [row({ educational_status: null }), 'unknown_status'],
  [row({ educational_status: 'ON_HOLD' }), 'unknown_status'],
  [row({}, { ending_date: '2023-01-01T00:00:00Z' }), 'invalid_response'],
  [row({}, { ending_date: '0000-12-31T00:00:00Z' }), 'missing_ending_date'],
  [row({ id: null }), 'invalid_response'],
])('says what is missing', (given, code) => expect(mapEnrolment(given, RULES)).toMatchObject({ problem: { code } }));

it.each([
  ['ACTIVE', 'ACTIVE'], ['POSTPONED', 'POSTPONED'], ['EARLY_POSTPONED', 'POSTPONED'], ['DROPPED', 'DROPPED'], ['SUSPENDED', 'DROPPED'], ['Early Dropped', 'DROPPED'], ['GRADUATED', 'ENDED'],
  ['Not Completing', 'ENDED'], ['ON_HOLD', null], ['', null], [null, null],
])('the status %s is %s', (word, status) => expect(statusOf(word)).toBe(status));

describe('the day a status began', () => {
  const of = { updated: '2024-03-20', start: '2024-01-15', today: '2024-07-01' };
  it.each([
    ['is that of the first sight of it', null, 'DROPPED', of, '2024-03-20'],
    ['is none for one that is active from the beginning', null, 'ACTIVE', of, null],
    ['does not drift with later touches', { status: 'DROPPED', status_change_date: '2024-03-20' }, 'DROPPED', { ...of, updated: '2024-06-10' }, '2024-03-20'],
    ['moves with the status', { status: 'POSTPONED', status_change_date: '2024-03-20' }, 'ACTIVE', { ...of, updated: '2024-05-05' }, '2024-05-05'],
    ['is not before sixty days ahead of the course', null, 'DROPPED', { ...of, updated: '2020-01-01' }, '2023-11-16'],
    ['is not in the future', null, 'DROPPED', { ...of, updated: '2030-01-01' }, '2024-07-01'],
    ['is today when nobody says', null, 'DROPPED', { ...of, updated: null }, '2024-07-01'],
  ] as const)('%s', (_, known, status, around, expected) => expect(changeDate(known, status, around)).toBe(expected));
});
