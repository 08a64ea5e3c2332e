import { incomplete } from './every-page.js';

/** More missing than this, and more than a fifth of what there is: the reading is doubted, not the books. */
const FEW_MISSING = 20;

/** Throws `incomplete_sweep` when a reading that calls itself whole lacks too much of what is stored to be believed. */
export function assertPlausible(provider: string, what: string, { missing, stored }: { missing: number; stored: number }): void {
  if (missing > FEW_MISSING && missing > stored / 5) throw incomplete(`${provider} no muestra ${missing} de ${stored} ${what}.`);
}
