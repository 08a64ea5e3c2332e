import { useCallback, useEffect, useState } from 'react';
import { call } from './api.js';
import { watchEvery, type Einvoice, type HaciendaAnswer, type HaciendaMessage, type HaciendaRetry, type PollingSettings, type Whole } from './hacienda-data.js';
import { usePuente } from './hooks.js';

interface Page<T> {
  data: T[];
}

/** A document with all that belongs to it, read again as long as something moves. */
export function useEinvoice(id: string) {
  const { language } = usePuente();
  const [whole, setWhole] = useState<Whole | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [tick, setTick] = useState(0);
  const again = useCallback(() => setTick((count) => count + 1), []);
  useEffect(() => {
    let gone = false;
    const get = <T>(path: string) => call<T>(path, { language });
    readWhole(get, id)
      .then((read) => { if (!gone) { setWhole(read); setProblem(null); } })
      .catch((error: unknown) => { if (!gone) setProblem(error instanceof Error ? error.message : String(error)); });
    return () => { gone = true; };
  }, [id, language, tick]);
  useEffect(() => {
    const every = whole && watchEvery(whole);
    if (!every) return undefined;
    const timer = setTimeout(again, every);
    return () => clearTimeout(timer);
  }, [whole, again]);
  return { whole, problem, again };
}

/** One moment of it: what changed while it was read is read again, else a page could stop watching with an old state on it. */
async function readWhole(get: <T>(path: string) => Promise<T>, id: string): Promise<Whole> {
  const path = `/api/hacienda/documents/${id}`;
  const document = await get<Einvoice>(path);
  // Before it is signed its messages bear its id, afterwards its clave.
  const references = document.clave === null ? [id] : [document.clave, id];
  const [answers, retries, { settings }, ...messages] = await Promise.all([
    get<Page<HaciendaAnswer>>(`${path}/responses`),
    get<Page<HaciendaRetry>>(`${path}/retry-queue`),
    get<{ settings: PollingSettings }>(`/api/companies/${document.company}/settings/hacienda`),
    ...references.map((reference) => get<Page<HaciendaMessage>>(`/api/messages?integration=hacienda&direction=inbound&limit=25&company=${document.company}&external_reference=${reference}`)),
  ]);
  if ((await get<Einvoice>(path)).updated_at !== document.updated_at) return readWhole(get, id);
  return { document, answers: answers.data, retries: retries.data, settings, messages: messages.flatMap(({ data }) => data).sort((one, other) => (one.received_at < other.received_at ? 1 : -1)) };
}
