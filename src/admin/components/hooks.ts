import { useCallback, useEffect, useState } from 'react';
import { useCurrentAdmin, useNotice, useTranslation } from 'adminjs';
import type { PuenteAdmin } from '../current-admin.js';
import { columnNames } from '../locales/columns.js';
import { withIntegrationValues } from '../locales/integrations.js';
import { VALUES } from '../locales/values.js';
import { amountOf, plainNumber } from './amount.js';
import { ApiProblem, call, type Call } from './api.js';
import { eventInWords } from './event-words.js';
import { word, type Language, type Word } from './words.js';

const NAMES = { es: columnNames('es'), en: columnNames('en') };
const WORDS = { es: withIntegrationValues('es', VALUES.es), en: withIntegrationValues('en', VALUES.en) };
/** Named by the installation's own registry, which the page has as labels. */
const NAMED_BY_LABEL = ['integration', 'integration_name'];
const LEVELS = ['viewer', 'operator', 'manager', 'admin'];

/** The signed-in person, their language, and how to say and show things to them. */
export function usePuente() {
  const [admin] = useCurrentAdmin() as unknown as [PuenteAdmin | null];
  const { translateLabel } = useTranslation();
  const language: Language = admin?.locale ?? 'es';
  return {
    admin,
    language,
    say: (name: Word, values?: Record<string, unknown>) => word(language, name, values),
    /** A value of one of the closed vocabularies, in words. */
    value: (column: string, given: unknown): string => {
      if (NAMED_BY_LABEL.includes(column) && given) return translateLabel(String(given));
      if (column === 'event_type' && given) return eventInWords(String(given), language);
      return WORDS[language][column]?.[String(given)] ?? (given === null || given === undefined || given === '' ? '—' : String(given));
    },
    /** The vocabulary of a resource's column: its own, or the one that the column has everywhere. */
    vocabulary: (resource: string, name: string): string => (`${resource}.${name}` in WORDS[language] ? `${resource}.${name}` : name),
    /** Where a time without a company of its own is lived: the first company of this person. */
    zone: homeZone(admin),
    /** What the house decided about a failure, as it is stored (`<action>: <reason>`), without codes. */
    decisionInWords: (decision: string): string =>
      decision.replace(/^[a-z_]+: /, '').replace(/\b[a-z]+_[a-z_]+\b/g, (code) => WORDS[language].error_category?.[code] ?? code),
    /** What a column is called; a resource may call it otherwise than the others do. */
    column: (name: string, resource = ''): string => NAMES[language][`${resource}.${name}`] ?? NAMES[language][name] ?? name,
    may: (role: string): boolean => LEVELS.indexOf(admin?.caller.role ?? '') >= LEVELS.indexOf(role),
    /** A decimal of the API as this reader writes money, and quantities. */
    amount: (given: unknown): string => amountOf(given, language),
    quantity: (given: unknown): string => plainNumber(given, language),
    /** An instant as the company lives it. */
    time: (given: unknown, company?: unknown): string => showTime(given, language, admin?.zones[String(company ?? '')] ?? homeZone(admin)),
  };
}

function homeZone(admin: PuenteAdmin | null): string | undefined {
  const own = admin?.caller.companies.find((code) => admin.zones[code]);
  return admin ? (admin.zones[own ?? 'default'] ?? Object.values(admin.zones)[0]) : undefined;
}

export function showTime(given: unknown, language: Language, zone: string | undefined): string {
  if (!given) return '—';
  const at = new Date(String(given));
  if (Number.isNaN(at.getTime())) return String(given);
  const format = new Intl.DateTimeFormat(language === 'es' ? 'es-CR' : 'en-GB', {
    year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23', timeZone: zone,
  });
  const part = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
  return `${part.year}-${part.month}-${part.day} ${part.hour}:${part.minute}:${part.second}`;
}

/** Reads from the API; `again` reads anew; `every` ms as long as `busy` says so. */
export function useApi<T>(path: string | null, options: { exact?: boolean; every?: number; busy?: (data: T) => boolean } = {}) {
  const { language } = usePuente();
  const { exact, every, busy } = options;
  const [data, setData] = useState<T | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [tick, setTick] = useState(0);
  const again = useCallback(() => setTick((count) => count + 1), []);
  useEffect(() => {
    if (path === null) return undefined;
    let gone = false;
    call<T>(path, { exact, language })
      .then((answer) => { if (!gone) { setData(answer); setProblem(null); } })
      .catch((error: unknown) => { if (!gone) setProblem(error instanceof Error ? error.message : String(error)); });
    return () => { gone = true; };
  }, [path, tick, exact, language]);
  useEffect(() => {
    if (!every || data === null || (busy && !busy(data))) return undefined;
    const timer = setTimeout(again, every);
    return () => clearTimeout(timer);
  }, [data, every, busy, again]);
  return { data, problem, again };
}

/** Does something by the API: one at a time, failures told in words. */
export function useAct() {
  const { language, say } = usePuente();
  const notice = useNotice();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  async function act<T>(path: string, options: Omit<Call, 'language'>, done?: Word): Promise<T | undefined> {
    setBusy(true);
    setProblem(null);
    try {
      const answer = await call<T>(path, { method: 'POST', ...options, language });
      if (done) notice({ message: say(done), type: 'success' });
      return answer ?? ({} as T);
    } catch (error) {
      setProblem(error instanceof ApiProblem ? error : new ApiProblem(say('problem'), 0));
      return undefined;
    } finally {
      setBusy(false);
    }
  }
  return { act, busy, problem };
}
