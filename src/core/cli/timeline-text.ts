import type { TimelineEntry } from '../message-log/index.js';

const KIND = { received: 'recibido', retry: 'reintento', resend: 'reenvío', call: 'llamada', finished: 'terminó' } as const;

/** A chain for the terminal, one line per event, its calls set in. Times are UTC. */
export function timelineText(entries: readonly TimelineEntry[]): string[] {
  return entries.flatMap((entry) => {
    const indent = entry.kind === 'call' ? '  ' : '';
    const line = `${entry.at.toISOString().replace('T', ' ').slice(0, 23)}  ${indent}${KIND[entry.kind]}  ${what(entry)}`;
    return [line, ...details(entry).map((detail) => `${' '.repeat(27)}${indent}${detail}`)];
  });
}

function what(entry: TimelineEntry): string {
  if (entry.kind === 'call') return `${entry.http_method} ${entry.url} → ${entry.http_status ?? 'sin respuesta'}${took(entry)}`;
  if (entry.kind === 'finished') return `${entry.outcome ?? entry.status}${took(entry)}`;
  const by = entry.created_by ? ` por ${entry.created_by}` : '';
  return `${entry.message_id}  intento ${entry.attempt}, ${entry.trigger}${by}`;
}

function details(entry: TimelineEntry): string[] {
  if (entry.kind === 'call') return entry.error_message ? [`✗ ${entry.error_message}`] : [];
  if (entry.kind === 'finished') {
    return [
      ...(entry.error_message ? [`✗ ${entry.error_category} ${entry.error_code ?? ''}: ${entry.error_message}`] : []),
      ...(entry.decision ? [`decisión: ${entry.decision}`] : []),
      ...(entry.next_attempt_at ? [`sigue: ${entry.next_attempt_at.toISOString()}`] : []),
    ];
  }
  return [
    ...(entry.reason ? [`motivo: ${entry.reason}`] : []),
    ...entry.changes.map(({ path, before, after }) => `cambió ${path}: ${JSON.stringify(before)} → ${JSON.stringify(after)}`),
    ...(entry.wait_reason && entry.status === 'received' ? [`espera: ${entry.wait_reason}`] : []),
  ];
}

const took = ({ duration_ms }: TimelineEntry): string => (duration_ms === null ? '' : ` (${duration_ms} ms)`);
