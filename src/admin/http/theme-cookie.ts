import type { Request, Response } from 'express';

/** How the pages look: as the system of whoever looks, or as they chose. */
export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

const NAME = 'puente.theme';
const YEAR_MS = 365 * 86_400_000;

/** What this browser chose. A cookie and no stored setting: the login page shows it too, and nothing flashes. */
export function themeOf({ headers }: Pick<Request, 'headers'>): Theme {
  const given = new RegExp(`(?:^|;\\s*)${NAME.replace('.', '\\.')}=(\\w+)`).exec(headers.cookie ?? '')?.[1];
  return asTheme(given);
}

export const asTheme = (given: unknown): Theme => THEMES.find((name) => name === given) ?? 'system';

export function rememberTheme(response: Response, theme: Theme, secure: boolean): void {
  response.cookie(NAME, theme, { path: '/admin', maxAge: YEAR_MS, httpOnly: true, sameSite: 'lax', secure });
}

/** The attribute of `<html>` that the styles heed; nothing for «as the system». */
export const themeAttribute = (theme: Theme): string => (theme === 'system' ? '' : ` data-theme="${theme}"`);
