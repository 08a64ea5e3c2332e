import { fold } from '../../../core/text/index.js';

/** Alegra's `nameObject`. */
export interface NameObject {
  firstName: string;
  secondName?: string;
  lastName?: string;
  secondLastName?: string;
}

// "María de los Ángeles", "Juan del Valle": these belong to the word after them.
const PARTICLES = new Set(['de', 'del', 'la', 'las', 'los', 'da', 'das', 'do', 'dos', 'van', 'von', 'y']);

/** Splits a full name the Latin American way: given names, then two surnames. */
export function splitName(full: string, missingLastName: string): NameObject {
  const words = wordsOf(full);
  const [first = full.trim(), second, third, ...rest] = words;
  if (second === undefined) return { firstName: first, ...(missingLastName ? { lastName: missingLastName } : {}) };
  if (third === undefined) return { firstName: first, lastName: second };
  if (rest.length === 0) return { firstName: first, lastName: second, secondLastName: third };
  const [lastName, secondLastName] = words.slice(-2) as [string, string];
  return { firstName: first, secondName: words.slice(1, -2).join(' '), lastName, secondLastName };
}

function wordsOf(full: string): string[] {
  const words: string[] = [];
  let particles = '';
  for (const word of full.trim().split(/\s+/)) {
    if (words.length > 0 && PARTICLES.has(word.toLowerCase())) particles += `${word} `;
    else {
      words.push(particles + word);
      particles = '';
    }
  }
  if (particles) words.push(particles.trim());
  return words;
}

const COMPANY_WORDS =
  /(^|[\s,.])(s\.?\s?a\.?(\s?s\.?)?|s\.?\s?r\.?\s?l\.?|s\.?\s?a\.?\s?de\s?c\.?\s?v\.?|ltda\.?|limitada|e\.?i\.?r\.?l\.?|sociedad|compania|cia\.?|corporacion|inc\.?|llc|fundacion|asociacion|cooperativa|municipalidad|consorcio)($|[\s,.])/;

/** Whether a name has a word that only companies have. */
export const soundsLikeCompany = (name: string): boolean => COMPANY_WORDS.test(fold(name));
