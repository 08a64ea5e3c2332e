import { mongoId } from './random.js';

/** What the school sells: a sales channel in Holded, cohorts in 4Geeks. */
export interface Course {
  channelId: string;
  serviceId: string;
  accountNum: number;
  name: string;
  /** Beginning of the slugs of its cohorts. */
  slug: string;
  syllabus: string;
  weeks: number;
  price: number;
}

const course = (at: number, name: string, slug: string, syllabus: string, weeks: number, price: number): Course => ({
  channelId: mongoId(1, at), serviceId: mongoId(2, at), accountNum: 70_500_000 + at, name, slug, syllabus, weeks, price,
});

export const COURSES: readonly Course[] = [
  course(1, 'ES - Full-Stack - Part-Time', 'spain-fs-pt', 'full-stack', 18, 6000),
  course(2, 'ES - ISA - Full-Time', 'spain-fs-ft', 'full-stack', 12, 7500),
  course(3, 'EU - Data Science and AI/ML', 'spain-ds-pt', 'data-science', 16, 5400),
  course(4, 'ES - Ciberseguridad', 'spain-cs-pt', 'cybersecurity', 16, 4800),
  course(5, 'ES - AI Engineering', 'spain-aie-pt', 'ai-engineering', 14, 5100),
];

/** Channels that are not courses of ours: another account, another prefix, one of a type nobody knows. */
export const OTHER_CHANNELS = [
  { id: mongoId(1, 90), name: 'ES - Alquiler de aulas', accountNum: 75_200_001 },
  { id: mongoId(1, 91), name: 'US - Full-Stack - Miami', accountNum: 70_500_091 },
  { id: mongoId(1, 92), name: 'ES - Taller de verano', accountNum: 70_500_092 },
  { id: mongoId(1, 93), name: 'ES - Sin cuenta', accountNum: null },
] as const;
