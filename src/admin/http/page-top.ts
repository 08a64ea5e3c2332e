import type { Locale, Text } from '../../core/i18n/index.js';

const SKIP: Text = { es: 'Ir al contenido', en: 'Skip to the content' };
const RIBBON: Text = {
  es: 'Modo de pruebas: los proveedores simulados están encendidos.',
  en: 'Sandbox mode: the simulated providers are on.',
};
const REHEARSE: Text = { es: 'Ensayar una falla', en: 'Rehearse a failure' };

/** The first thing in a page for whoever goes by keyboard. Leads to the place that the frame marks (`TopBar`). */
export const skipLink = (language: Locale): string => `<a class="pz-skip" href="#contenido">${SKIP[language]}</a>`;

/** Says on every page that not everything here is real. With `rehearse`, leads to the page of faults. */
export function sandboxRibbon(language: Locale, rehearse: boolean): string {
  const link = rehearse ? ` <a href="/admin/pages/faults">${REHEARSE[language]}</a>` : '';
  return `<div class="pz-ribbon" role="note">${RIBBON[language]}${link}</div>`;
}
