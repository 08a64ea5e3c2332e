import { randomBytes } from 'node:crypto';
import type { AcademyOptions } from '../academy/index.js';
import type { SandboxAnswer, SandboxProvider, SandboxRequest } from '../sandbox-provider.js';
import { answerPage } from './paging.js';
import { FOURGEEKS_REFUSALS, HEROKU_503, refuse, WITHOUT_CREDENTIALS } from './refusals.js';
import { ACADEMIES, type AcademyId, type FourgeeksRow } from './rows.js';
import { firstDay, type FourgeeksRules, type FourgeeksState } from './state.js';

export interface FourgeeksSandboxOptions {
  token?: string;
  email?: string;
  password?: string;
  rules?: Partial<FourgeeksRules>;
  /** The rows with something odd about them (contract §7). */
  odd?: boolean;
}

const STATUSES = new Set(['ACTIVE', 'POSTPONED', 'GRADUATED', 'SUSPENDED', 'DROPPED', 'NOT_COMPLETING']);

/** The part of BreatheCode that knows students and their cohorts (contract §1–7), for academies 6 and 7. */
export function fourgeeksSandbox({ token = 'sandbox-4geeks-token', email = 'api@4geeks.example', password = 'clave-4geeks', rules, odd = true }: FourgeeksSandboxOptions = {}, academy?: AcademyOptions): SandboxProvider {
  let made: FourgeeksState | undefined;
  const state = (): FourgeeksState => (made ??= firstDay(token, academy, rules, odd));
  const route = (pattern: string, capability: string, handle: (request: SandboxRequest, academy: AcademyId) => SandboxAnswer) => ({
    method: 'GET', pattern, handle: (request: SandboxRequest) => handle(request, academyOfCaller(state(), request, capability)),
  });
  const students = (of: AcademyId) => state().students.filter((row) => (row.academy as { id: number }).id === of);
  return {
    id: 'fourgeeks',
    basePath: '',
    refusals: FOURGEEKS_REFUSALS,
    admit: (request) => admit(state(), request),
    headers: () => ({ service: 'BreatheCode' }),
    routes: [
      { method: 'POST', pattern: '/v1/auth/login/', handle: ({ body }) => login(state(), body, { email, password }) },
      route('/v1/auth/academy/student', 'read_student', (request, of) => answerPage(state().rules, request, filterStudents(students(of), request.query), sortable(['id', 'first_name', 'created_at']))),
      route('/v1/auth/academy/student/:who', 'read_student', ({ params }, of) => person(students(of), params.who!)),
      route('/v1/auth/academy/member/:who', 'read_member', ({ params }, of) => person(students(of), params.who!)),
      route('/v1/admissions/academy/cohort/user', 'read_all_cohort', (request, of) => {
        const rows = state().enrolments.filter((each) => each.academy === of).map(({ row }) => row);
        return answerPage(state().rules, request, filterEnrolments(rows, request.query), sortable(['id', 'created_at']));
      }),
      route('/v1/admissions/academy/cohort/user/:id', 'read_all_cohort', ({ params }, of) => {
        const found = state().enrolments.find(({ academy: its, row }) => its === of && String(row.id) === params.id);
        return found ? { status: 200, body: found.row } : refuse(404, 'Cohort user not found');
      }),
    ],
    faults: { heroku_503: { instead: () => HEROKU_503 } },
    reset: () => { made = undefined; },
    seed: (body) => seed(state(), body),
    state: () => ({ rules: state().rules, students: state().students, enrolments: state().enrolments }),
  };
}

function admit({ tokens }: FourgeeksState, { headers, path }: SandboxRequest): SandboxAnswer | undefined {
  if (path === '/v1/auth/login/') return undefined;
  const token = /^Token (\S+)$/.exec(headers.authorization ?? '')?.[1];
  if (token === undefined) return WITHOUT_CREDENTIALS;
  return (tokens.get(token) ?? 0) > Date.now() ? undefined : FOURGEEKS_REFUSALS.unauthorized();
}

function academyOfCaller({ rules }: FourgeeksState, { headers, query }: SandboxRequest, capability: string): AcademyId {
  const given = headers.academy ?? query.get('academy');
  if (!given) refuse(403, "Missing academy_id parameter expected for the endpoint url or 'Academy' header");
  if (!/^\d+$/.test(given)) refuse(400, 'invalid-academy-id');
  const id = Number(given);
  if (!(id in ACADEMIES) || rules.forbidden_academies.includes(id)) refuse(403, `You (user: 1) don't have this capability: ${capability} for academy ${id}`);
  return id as AcademyId;
}

function login(state: FourgeeksState, body: unknown, known: { email: string; password: string }): SandboxAnswer {
  const given = (body ?? {}) as Record<string, unknown>;
  if (given.email !== known.email || given.password !== known.password) return { status: 400, body: { non_field_errors: ['Unable to log in with provided credentials.'], status_code: 400 } };
  const token = randomBytes(20).toString('hex');
  const ends = Date.now() + state.rules.token_seconds * 1000;
  state.tokens.set(token, ends);
  return { status: 200, body: { token, user_id: 1, email: known.email, expires_at: new Date(ends).toISOString() } };
}

/** Exact, case and all (contract §0.5). */
function person(rows: FourgeeksRow[], who: string): SandboxAnswer {
  const found = rows.find(({ email, user }) => (/^\d+$/.test(who) ? String((user as { id?: number } | null)?.id) === who : email === who));
  return found ? { status: 200, body: found } : refuse(404, 'profile-academy-not-found');
}

const sortable = (fields: string[]): ReadonlySet<string> => new Set(fields);

function filterStudents(rows: FourgeeksRow[], query: URLSearchParams): FourgeeksRow[] {
  const [like, status] = [query.get('like')?.toLowerCase(), query.get('status')];
  return rows.filter((row) => (!status || row.status === status) && (!like || `${String(row.first_name)} ${String(row.last_name)} ${String(row.email)}`.toLowerCase().includes(like)));
}

function filterEnrolments(rows: FourgeeksRow[], query: URLSearchParams): FourgeeksRow[] {
  const list = (name: string) => query.get(name)?.split(',').filter(Boolean);
  const [users, roles, statuses, cohorts] = [list('users'), list('roles'), list('educational_status'), list('cohorts')];
  const unknown = statuses?.find((status) => !STATUSES.has(status));
  if (unknown) refuse(400, `Invalid educational_status: ${unknown}`);
  return rows.filter((row) =>
    (!users || users.includes(String((row.user as { id: number }).id))) && (!roles || roles.includes(String(row.role)))
    && (!statuses || statuses.includes(String(row.educational_status))) && (!cohorts || cohorts.includes((row.cohort as { slug: string }).slug)));
}

/** `{rules?, students?: [rows by id], enrolments?: [{academy?, row} by id], remove?: {students?: [ids], enrolments?: [ids]}, expire_tokens?}` */
function seed(state: FourgeeksState, body: unknown): unknown {
  const { rules, students = [], enrolments = [], remove = {}, expire_tokens } = (body ?? {}) as {
    rules?: Partial<FourgeeksRules>; students?: FourgeeksRow[]; enrolments?: { academy?: AcademyId; row: FourgeeksRow }[]; remove?: { students?: number[]; enrolments?: number[] }; expire_tokens?: boolean;
  };
  Object.assign(state.rules, rules);
  if (expire_tokens) state.tokens.clear();
  for (const row of students) {
    const at = state.students.findIndex(({ id }) => id === row.id);
    state.students[at === -1 ? state.students.length : at] = { ...state.students[at], ...row };
  }
  for (const { academy = 6, row } of enrolments) {
    const at = state.enrolments.findIndex((each) => each.row.id === row.id);
    const before = state.enrolments[at];
    state.enrolments[at === -1 ? state.enrolments.length : at] = { academy: before?.academy ?? academy, row: { ...before?.row, ...row } };
  }
  state.students = state.students.filter(({ id }) => !remove.students?.includes(id));
  state.enrolments = state.enrolments.filter(({ row }) => !remove.enrolments?.includes(row.id));
  return { rules: state.rules, students: state.students.length, enrolments: state.enrolments.length };
}
