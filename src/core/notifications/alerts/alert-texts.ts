import type { Locale, Text } from '../../i18n/index.js';
import { ALERT_KINDS, type AlertKindName } from './alert-kinds.js';

export interface Told {
  kind: AlertKindName;
  company: string;
  /** As people call it; null when it is about none in particular. */
  integration: { id: string; label: string } | null;
  rule: string;
  sample: string;
}

export interface Message {
  subject: string;
  text: string;
}

const LONGEST_SAMPLE = 400;

/** The first word of a cause: what, where, an example, and where to look. */
export function alertMessage(told: Told, locale: Locale, origin: string | undefined): Message {
  return { subject: subjectOf(told, locale), text: lines(cut(told.sample), ...footer(told, locale, origin)) };
}

/** What came of it in its window, when it was more than the one told of. */
export function digestMessage(told: Told, { occurrences, minutes }: { occurrences: number; minutes: number }, locale: Locale, origin: string | undefined): Message {
  const counted = ALERT_KINDS[told.kind].counted[locale];
  const sum: Text = {
    es: `En ${minutes} minutos: ${occurrences} ${counted} por la misma causa. Ya se había avisado del primero.`,
    en: `In ${minutes} minutes: ${occurrences} ${counted} of the same cause. The first was told already.`,
  };
  const subject = locale === 'es' ? `${subjectOf(told, locale)} (${occurrences} en total)` : `${subjectOf(told, locale)} (${occurrences} in all)`;
  return { subject, text: lines(sum[locale], cut(told.sample), ...footer(told, locale, origin)) };
}

/** What the test button sends. */
export function testMessage({ rule, company }: { rule: string; company: string }, locale: Locale): Message {
  return locale === 'es'
    ? { subject: `Prueba de la alerta «${rule}»`, text: `Si lee esto, las alertas de ${company} llegan. No hay nada que hacer.` }
    : { subject: `Test of the alert "${rule}"`, text: `If you read this, the alerts of ${company} arrive. There is nothing to do.` };
}

const subjectOf = ({ kind, company, integration }: Told, locale: Locale): string =>
  [ALERT_KINDS[kind].label[locale], ...(integration ? [integration.label] : []), company].join(' · ');

function footer({ kind, company, integration, rule }: Told, locale: Locale, origin: string | undefined): string[] {
  const path = ALERT_KINDS[kind].link.replace('{company}', encodeURIComponent(company)).replace('{integration}', encodeURIComponent(integration?.id ?? '')).replace(/&filters\.[\w]+=$/, '');
  return [...(origin ? [origin.replace(/\/+$/, '') + path] : []), locale === 'es' ? `Alerta «${rule}» de Puente.` : `Alert "${rule}" of Puente.`];
}

const cut = (sample: string): string => (sample.length > LONGEST_SAMPLE ? `${sample.slice(0, LONGEST_SAMPLE)}…` : sample);
const lines = (...all: string[]): string => all.filter(Boolean).join('\n');
