import type { CurrentAdmin } from 'adminjs';
import type { Caller } from '../core/auth/caller.js';
import { LOCALES, type Locale } from '../core/i18n/index.js';

/** The signed-in person as AdminJS carries them: to every handler, and into the page. Nothing secret. */
export interface PuenteAdmin extends CurrentAdmin {
  id: string;
  email: string;
  title: string;
  caller: Caller;
  locale: Locale;
  /** IANA zone by company code, so that times are shown as the company lives them. */
  zones: Record<string, string>;
}

/** Whoever asks. Throws when nobody does. */
export function callerOf(admin: CurrentAdmin | undefined): Caller {
  const caller = (admin as PuenteAdmin | undefined)?.caller;
  if (!caller) throw new Error('a query of the back-office needs a signed-in person');
  return caller;
}

export const asLocale = (given: unknown, fallback: Locale = 'es'): Locale => LOCALES.find((name) => name === given) ?? fallback;
