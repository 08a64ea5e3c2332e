import { academyOf, ODD, uuidOf, type AcademyOptions, type Person } from '../academy/index.js';

export type NotionPage = Record<string, unknown> & { id: string };

export const DATABASE_ID = uuidOf(9, 1);
export const DATA_SOURCE_ID = uuidOf(9, 2);
export const SECOND_SOURCE_ID = uuidOf(9, 3);
const USER = { object: 'user', id: uuidOf(9, 4) };

export interface PageValues {
  name: string;
  email: string | null;
  status?: string | null;
  dropDate?: string | null;
  certificatedAt?: string | null;
  trashed?: boolean;
  edited?: string;
}

const annotations = { bold: false, italic: false, strikethrough: false, underline: false, code: false, color: 'default' };
/** A text comes in pieces when somebody pasted a part of it (contract §4). */
const pieces = (text: string, at: number) => (at % 5 === 0 && text.length > 4 ? [text.slice(0, 4), text.slice(4)] : [text]);
const rich = (text: string, at: number) => pieces(text, at).map((content) => ({ type: 'text', text: { content, link: null }, annotations, plain_text: content, href: null }));
const day = (start: string | null) => (start === null ? null : { start, end: null, time_zone: null });

export function pageOf(id: string, { name, email, status = 'Active', dropDate = null, certificatedAt = null, trashed = false, edited = '2024-03-20T09:00:00.000Z' }: PageValues, at = 1): NotionPage {
  return {
    object: 'page', id, created_time: `2024-01-${String(1 + (at % 28)).padStart(2, '0')}T10:11:00.000Z`, last_edited_time: edited, archived: trashed, in_trash: trashed, is_locked: false,
    url: `https://www.notion.so/${id.replaceAll('-', '')}`, public_url: null, icon: null, cover: null, created_by: USER, last_edited_by: USER,
    parent: { type: 'data_source_id', data_source_id: DATA_SOURCE_ID, database_id: DATABASE_ID },
    properties: {
      Name: { id: 'title', type: 'title', title: rich(name, at) },
      Email: { id: 'a%3Bxy', type: 'email', email },
      Phone: { id: 'ph', type: 'phone_number', phone_number: null },
      Notes: { id: 'nt', type: 'rich_text', rich_text: [] },
      'Educational Status': { id: 'es', type: 'select', select: status === null ? null : { id: 'o1', name: status, color: 'red' } },
      'Drop Date': { id: 'dd', type: 'date', date: day(dropDate) },
      'Certificated At': { id: 'ca', type: 'date', date: day(certificatedAt) },
      Cohort: { id: 'ch', type: 'relation', relation: at % 40 === 0 ? Array.from({ length: 25 }, (_, index) => ({ id: uuidOf(8, index) })) : [{ id: uuidOf(8, 1) }], has_more: at % 40 === 0 },
    },
  };
}

const nameOf = ({ first, last }: Person): string => `${first} ${last}`;

export function regularPages(academy: AcademyOptions | undefined): NotionPage[] {
  const { people, enrolments } = academyOf(academy);
  const last = new Map(enrolments.map((enrolment) => [enrolment.person.at, enrolment]));
  return people.map((person) => {
    const { status, updated } = last.get(person.at)!;
    const label = { DROPPED: 'Early Dropped', SUSPENDED: 'Suspended', POSTPONED: 'Postponed', GRADUATED: 'Graduated', NOT_COMPLETING: 'Not Completing' }[status ?? ''] ?? 'Active';
    return pageOf(person.pageId, { name: nameOf(person), email: person.email, status: label, dropDate: status === 'DROPPED' ? updated : null, certificatedAt: status === 'GRADUATED' ? updated : null }, person.at);
  });
}

export const oddPages = (): NotionPage[] => [
  pageOf(ODD.shouting.pageId, { name: nameOf(ODD.shouting), email: ODD.shouting.email.toUpperCase() }),
  pageOf(ODD.twoPages.pageId, { name: nameOf(ODD.twoPages), email: ODD.twoPages.email }),
  pageOf(uuidOf(3, 1), { name: 'Dora (copia)', email: ODD.twoPages.email }),
  // Accents and blanks differ, the name does not.
  pageOf(ODD.nameOnly.pageId, { name: 'ulises  solo-nombre', email: null }),
  pageOf(ODD.trashed.pageId, { name: nameOf(ODD.trashed), email: ODD.trashed.email, trashed: true }),
  pageOf(uuidOf(3, 2), { name: 'Persona que no es cliente', email: 'nadie@alumnos.example' }),
  { object: 'page', id: uuidOf(3, 3) },
];
