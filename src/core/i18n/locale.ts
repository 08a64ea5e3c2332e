import type { IncomingMessage } from 'node:http';

export const LOCALES = ['es', 'en'] as const;
export type Locale = (typeof LOCALES)[number];

/** One sentence for people, in each language of the house. */
export type Text = Record<Locale, string>;

export const say = (text: Text, locale: Locale): string => text[locale];

/** The reader's language from `Accept-Language`; `fallback` when the header is absent, `*` or names neither. */
export function locale(req: Pick<IncomingMessage, 'headers'>, fallback: Locale = 'es'): Locale {
  let best: { locale: Locale; quality: number } | undefined;
  for (const part of (req.headers['accept-language'] ?? '').split(',')) {
    const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
    const wanted = LOCALES.find((name) => tag === name || tag.startsWith(`${name}-`));
    const quality = readQuality(parameters);
    if (wanted && quality > (best?.quality ?? 0)) best = { locale: wanted, quality };
  }
  return best?.locale ?? fallback;
}

function readQuality(parameters: string[]): number {
  const given = parameters.find((parameter) => parameter.trim().startsWith('q='));
  const quality = given === undefined ? 1 : Number(given.trim().slice(2));
  return Number.isFinite(quality) ? quality : 0;
}
