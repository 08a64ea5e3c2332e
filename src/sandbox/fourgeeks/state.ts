import { academyOf, type AcademyOptions } from '../academy/index.js';
import { cohortUserOf, oddEnrolments, oddStudents, studentOf, type AcademyId, type FourgeeksRow } from './rows.js';

export interface FourgeeksRules {
  /** Rows of a list without `limit` (contract §2). */
  default_page: number;
  /** Academies where the user lacks the capabilities. */
  forbidden_academies: number[];
  /** Rows, by their id or their user's, that lists leave out, as one that slipped over the edge of a page; asked for one by one they are there. */
  unlisted: number[];
  /** Lists of which nothing is shown any more from this offset on, whatever they count; null: all is. */
  silent_from: number | null;
  /** Lists answer, and are empty. */
  empty_lists: boolean;
  /** Seconds a login's token lives. */
  token_seconds: number;
}

export const DEFAULT_RULES: FourgeeksRules = { default_page: 20, forbidden_academies: [], unlisted: [], silent_from: null, empty_lists: false, token_seconds: 604_800 };

export interface FourgeeksState {
  rules: FourgeeksRules;
  students: FourgeeksRow[];
  enrolments: { academy: AcademyId; row: FourgeeksRow }[];
  /** Token → when it ends, in milliseconds; the permanent one never does. */
  tokens: Map<string, number>;
}

export function firstDay(token: string, academy: AcademyOptions | undefined, rules: Partial<FourgeeksRules> | undefined, odd: boolean): FourgeeksState {
  const { people, enrolments } = academyOf(academy);
  return {
    rules: { ...DEFAULT_RULES, ...rules },
    students: [...people.map((person) => studentOf(person)), ...(odd ? oddStudents() : [])],
    enrolments: [...enrolments.map((enrolment) => ({ academy: 6 as AcademyId, row: cohortUserOf(enrolment) })), ...(odd ? oddEnrolments() : [])],
    tokens: new Map([[token, Infinity]]),
  };
}
