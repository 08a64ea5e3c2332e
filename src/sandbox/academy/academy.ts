import { DateTime } from 'luxon';
import { COURSES, type Course } from './courses.js';
import { mongoId, randomOf, uuidOf } from './random.js';

export interface AcademyOptions {
  /** The same number, the same school. */
  seed?: number;
  /** Half of them come back for a second course: 1.5 enrolments and 3.75 invoices each. */
  students?: number;
}

export interface Person {
  at: number;
  first: string;
  last: string;
  email: string;
  contactId: string;
  userId: number;
  pageId: string;
}

export interface Cohort {
  id: number;
  slug: string;
  course: Course;
  /** ISO days. */
  start: string;
  end: string | null;
}

export interface Enrolment {
  id: number;
  person: Person;
  cohort: Cohort;
  status: string | null;
  /** The last change that 4Geeks saw, of whatever. */
  updated: string;
}

export interface Bill {
  id: string;
  number: string;
  person: Person;
  /** ISO day in Madrid. */
  date: string;
  course: Course;
  net: number;
  /** Per cent. */
  tax: number;
}

export interface Academy {
  people: Person[];
  enrolments: Enrolment[];
  bills: Bill[];
  credits: (Bill & { of: string })[];
}

/** The school's own today: what lies behind it has ended. */
export const SCHOOL_DAY = '2026-01-15';
const FIRST_MONTH = DateTime.utc(2024, 1, 1);
const MONTHS = 24;

const FIRST_NAMES = ['Lucía', 'Mateo', 'Sofía', 'Hugo', 'Valeria', 'Bruno', 'Irene', 'Nicolás', 'Carla', 'Óscar', 'Noelia', 'Íñigo', 'Aitana', 'Rubén', 'Ainhoa', 'Germán'];
const LAST_NAMES = ['Prat', 'Vidal', 'Ibáñez', 'Quiroga', 'Peñalver', 'Luna', 'Zabala', 'Cifuentes', 'Ávila', 'Rovira', 'Solís', 'Mármol', 'Güell', 'Nadal', 'Orozco', 'Tejada', 'Urrutia'];

/** A school that never existed: its people, what they study and what they were billed. Pure. */
export function academyOf({ seed = 2024, students = 800 }: AcademyOptions = {}): Academy {
  const random = randomOf(seed);
  const people = Array.from({ length: students }, (_, at) => personOf(at));
  const enrolments: Enrolment[] = [];
  const bills: Bill[] = [];
  const credits: Academy['credits'] = [];
  for (const person of people) {
    const first = Math.floor(random() * COURSES.length);
    const month = Math.floor(random() * (MONTHS - 8));
    enroll(person, COURSES[first]!, month);
    if (person.at % 2 === 1) enroll(person, COURSES[(first + 1 + Math.floor(random() * (COURSES.length - 1))) % COURSES.length]!, month + 7);
  }
  return { people, enrolments, bills, credits };

  function enroll(person: Person, course: Course, month: number): void {
    const cohort = cohortOf(course, month);
    const id = 7001 + enrolments.length;
    const status = statusOf(cohort, random());
    enrolments.push({ id, person, cohort, ...status });
    const instalments = 2 + (id % 2);
    for (let part = 0; part < instalments; part++) {
      const date = DateTime.fromISO(cohort.start).minus({ days: 9 }).plus({ months: part }).toISODate()!;
      const at = bills.length + 1;
      bills.push({ id: mongoId(3, at), number: `F${date.slice(2, 4)}${String(at).padStart(5, '0')}`, person, date, course, net: shareOf(course.price, instalments, part), tax: at % 7 === 0 ? 21 : 0 });
    }
    const last = bills.at(-1)!;
    if (status.status === 'DROPPED' && id % 3 === 0) {
      const at = credits.length + 1;
      credits.push({ ...last, id: mongoId(4, at), number: `CN${last.date.slice(2, 4)}${String(at).padStart(4, '0')}`, of: last.id, date: DateTime.fromISO(last.date).plus({ days: 40 }).toISODate()! });
    }
  }
}

export function personOf(at: number, more: Partial<Person> = {}): Person {
  const first = FIRST_NAMES[at % FIRST_NAMES.length]!;
  // Both lists together, so that nobody shares a whole name by chance.
  const last = `${LAST_NAMES[Math.floor(at / FIRST_NAMES.length) % LAST_NAMES.length]!} ${LAST_NAMES[Math.floor(at / FIRST_NAMES.length / LAST_NAMES.length) % LAST_NAMES.length]!}`;
  const email = `${plain(first)}.${plain(last)}.${at}@alumnos.example`;
  return { at, first, last, email, contactId: mongoId(5, at + 1), userId: 9001 + at, pageId: uuidOf(1, at + 1), ...more };
}

const plain = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll(' ', '-');

/** A cohort starts on the second Monday or so of its month. */
function cohortOf(course: Course, month: number): Cohort {
  const start = FIRST_MONTH.plus({ months: month }).set({ day: 8 + (month % 7) });
  return { id: 300 + COURSES.indexOf(course) * 100 + month, slug: `${course.slug}-${40 + month}`, course, start: start.toISODate()!, end: start.plus({ weeks: course.weeks }).minus({ days: 1 }).toISODate()! };
}

function statusOf({ start, end }: Cohort, chance: number): Pick<Enrolment, 'status' | 'updated'> {
  const middle = DateTime.fromISO(start).plus({ weeks: 5 }).toISODate()!;
  if (chance < 0.06) return { status: chance < 0.03 ? 'DROPPED' : 'SUSPENDED', updated: middle };
  if (chance < 0.1) return { status: 'POSTPONED', updated: middle };
  if (end! > SCHOOL_DAY) return { status: 'ACTIVE', updated: start };
  return { status: chance < 0.95 ? 'GRADUATED' : 'NOT_COMPLETING', updated: DateTime.fromISO(end!).plus({ days: 2 }).toISODate()! };
}

/** Cents exact: the last instalment takes what is left. */
function shareOf(price: number, instalments: number, part: number): number {
  const share = Math.floor((price * 100) / instalments);
  return (part === instalments - 1 ? price * 100 - share * (instalments - 1) : share) / 100;
}
