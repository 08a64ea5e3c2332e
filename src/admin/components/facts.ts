import type { RecordJSON } from 'adminjs';
import { usePuente } from './hooks.js';

/** Every column of a record, in words. */
export function useFacts({ params }: RecordJSON, names: string[], resource?: string): [string, string][] {
  const { column, time, value, say } = usePuente();
  return names.map((name) => {
    const given = params[name] as unknown;
    const text = name.endsWith('_at') || name === 'at' ? time(given, params.company) : typeof given === 'boolean' ? say(given ? 'yes' : 'no') : value(name, given);
    return [column(name, resource), text];
  });
}
