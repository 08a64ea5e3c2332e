import type { Locale } from '../../core/i18n/index.js';
import { escapeHtml } from './escape-html.js';

const ON: Record<Locale, string> = { es: 'Continuar', en: 'Continue' };

/** A page of ours that leads on at once, without script. */
export const forwardPage = (to: string, locale: Locale): string => `<!DOCTYPE html>
<html lang="${locale}"><head><meta charset="utf-8"><meta http-equiv="refresh" content="0;url=${escapeHtml(to)}"><title>Puente</title></head>
<body><p><a href="${escapeHtml(to)}">${ON[locale]}</a></p></body></html>`;
