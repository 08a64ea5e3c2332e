import type { ServiceType } from '../entities/words.js';

type Known = Exclude<ServiceType, 'UNKNOWN'>;

// Phrases of whole words: a test for substrings takes `weekends-aie-1` for data science (contract devengo §3).
const IN_NAMES: readonly (readonly [Known, readonly string[]])[] = [
  ['FS', ['full stack', 'fullstack', 'isa']],
  ['DS', ['data science', 'ai ml', 'machine learning']],
  ['CS', ['ciberseguridad', 'cybersecurity']],
  ['AIE', ['ai engineering', 'ai eng', 'ai engineer', 'aie']],
];
const IN_SLUGS: readonly (readonly [Known, readonly string[]])[] = [
  ['FS', ['fs', 'madrid ft']],
  ['DS', ['ds', 'ai', 'ml']],
  ['CS', ['cs']],
  ['AIE', ['aie']],
];

/** `ES - Full-Stack - Part-Time` → FS. */
export const typeOfName = (name: string): ServiceType => firstIn(IN_NAMES, name);

/** `spain-fs-pt-85` → FS. */
export const typeOfSlug = (slug: string): ServiceType => firstIn(IN_SLUGS, slug);

/** Two unknown things are not the same thing. */
export const areCompatible = (one: ServiceType, other: ServiceType): boolean => one === other && one !== 'UNKNOWN';

function firstIn(table: readonly (readonly [Known, readonly string[]])[], text: string): ServiceType {
  const words = ` ${text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase().split(/[^a-z0-9]+/).filter(Boolean).join(' ')} `;
  return table.find(([, phrases]) => phrases.some((phrase) => words.includes(` ${phrase} `)))?.[0] ?? 'UNKNOWN';
}
