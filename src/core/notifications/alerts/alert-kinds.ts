import type { Text } from '../../i18n/index.js';

/**
 * What can be told, as data. `find` reads what is written already: rows of (cause, integration, at, sample), where `r` is the
 * rule with `schedules` (names that belong to its integration) beside its columns. What happens is counted by
 * its instant; what lasts (a pause, a late schedule) has the instant it began, but never before the rule, so that it is told
 * once, also when it was so already.
 */
export interface AlertKind {
  label: Text;
  help: Text;
  /** What is counted, in the plural. */
  counted: Text;
  /** Where a person looks, with `{company}` and `{integration}`. */
  link: string;
  find: string;
}

// A window is a day at most; what is older was told or is over.
const RECENT = `greatest(r.watched_from, now() - interval '26 hours')`;
const OURS = (table: string, integration = 'integration') => `${table}.company = r.company AND (r.integration IS NULL OR ${table}.${integration} = r.integration)`;

export const ALERT_KINDS = {
  message_failed: {
    label: { es: 'Mensaje fallido', en: 'Failed message' },
    help: { es: 'Un mensaje terminó sin llegar a su destino.', en: 'A message ended without reaching its destination.' },
    counted: { es: 'mensajes fallidos', en: 'failed messages' },
    link: '/admin/resources/messages?filters.direction=inbound&filters.outcome=failed&filters.company={company}&filters.integration={integration}',
    find: `
      SELECT concat_ws(':', 'message_failed', m.integration, coalesce(m.error_code, m.error_category)), m.integration, m.finished_at,
        concat_ws(': ', coalesce(m.external_reference, m.id::text), m.error_message)
      FROM r JOIN integration_message m ON ${OURS('m')}
      WHERE m.direction = 'inbound' AND m.outcome = 'failed' AND m.finished_at >= ${RECENT} AND coalesce(m.decision, '') NOT LIKE 'canceled:%'`,
  },
  retries_exhausted: {
    label: { es: 'Reintentos agotados', en: 'Retries exhausted' },
    help: { es: 'Se dejó de reintentar: hace falta una persona.', en: 'It is no longer tried: a person is needed.' },
    counted: { es: 'reintentos abandonados', en: 'retries given up' },
    link: '/admin/resources/retry-queue?filters.state=failed&filters.company={company}&filters.integration={integration}',
    find: `
      SELECT concat_ws(':', 'retries_exhausted', q.integration, coalesce(q.last_error_code, q.error_category)), q.integration, q.finished_at,
        concat_ws(': ', coalesce(q.subject, q.message_id::text), q.last_error)
      FROM r JOIN retry_queue_entry q ON ${OURS('q')} WHERE q.state = 'failed' AND q.finished_at >= ${RECENT}`,
  },
  error_category: {
    label: { es: 'Errores por categoría', en: 'Errors by category' },
    help: { es: 'Un error por resolver, nuevo o repetido, de las categorías elegidas.', en: 'An error to resolve, new or repeated, of the chosen categories.' },
    counted: { es: 'errores por resolver', en: 'errors to resolve' },
    link: '/admin/resources/errors?filters.status=pending&filters.company={company}&filters.integration_name={integration}',
    find: `
      SELECT concat_ws(':', 'error_category', e.integration_name, e.error_category), e.integration_name, e.last_seen, concat_ws(': ', e.entity_external_id, e.error_message)
      FROM r JOIN integration_error e ON ${OURS('e', 'integration_name')}
      WHERE e.status = 'pending' AND e.last_seen >= ${RECENT} AND (r.error_categories = '{}' OR e.error_category = ANY(r.error_categories))`,
  },
  credential_paused: {
    label: { es: 'Credencial en pausa', en: 'Credential paused' },
    help: { es: 'Nada más se envía con ella hasta que alguien la corrija.', en: 'Nothing more is sent with it until somebody mends it.' },
    counted: { es: 'credenciales en pausa', en: 'paused credentials' },
    link: '/admin/resources/credentials?filters.company={company}&filters.integration={integration}',
    find: `
      SELECT concat_ws(':', 'credential_paused', c.id), c.integration, greatest(s.paused_at, r.watched_from), concat_ws(': ', c.name, s.pause_reason)
      FROM r JOIN integration_credential c ON ${OURS('c')} JOIN credential_state s ON s.credential_id = c.id WHERE s.paused_at IS NOT NULL AND c.active`,
  },
  breaker_open: {
    label: { es: 'Proveedor caído', en: 'Provider down' },
    help: { es: 'El cortacircuitos se abrió: el proveedor falla una y otra vez.', en: 'The circuit breaker opened: the provider fails again and again.' },
    counted: { es: 'aperturas del cortacircuitos', en: 'openings of the circuit breaker' },
    link: '/admin/resources/credentials?filters.company={company}&filters.integration={integration}',
    find: `
      SELECT concat_ws(':', 'breaker_open', c.id), c.integration, greatest(s.updated_at, r.watched_from), c.name
      FROM r JOIN integration_credential c ON ${OURS('c')} JOIN credential_state s ON s.credential_id = c.id WHERE s.breaker = 'open' AND c.active`,
  },
  queue_old: {
    label: { es: 'Cola atrasada', en: 'Queue behind' },
    help: { es: 'Un mensaje espera más minutos de los indicados sin que nadie lo tome.', en: 'A message has waited longer than the given minutes.' },
    counted: { es: 'mensajes atrasados', en: 'messages behind' },
    link: '/admin/resources/messages?filters.direction=inbound&filters.status=received&filters.company={company}&filters.integration={integration}',
    find: `
      SELECT concat_ws(':', 'queue_old', m.integration), m.integration, greatest(m.received_at + make_interval(mins => r.queue_minutes), r.watched_from),
        concat_ws(': ', coalesce(m.external_reference, m.id::text), m.wait_reason)
      FROM r JOIN integration_message m ON ${OURS('m')}
      WHERE m.direction = 'inbound' AND m.status IN ('received','processing') AND m.received_at <= now() - make_interval(mins => r.queue_minutes)`,
  },
  schedule_failed: {
    label: { es: 'Programación fallida', en: 'Failed schedule' },
    help: { es: 'Una tarea programada terminó con error.', en: 'A scheduled task ended with an error.' },
    counted: { es: 'ejecuciones fallidas', en: 'failed runs' },
    link: '/admin/resources/schedules',
    find: `
      SELECT concat_ws(':', 'schedule_failed', s.schedule), NULL::text, s.finished_at, concat_ws(': ', s.schedule, s.error)
      FROM r JOIN schedule_run s ON s.schedule = ANY(r.schedules) WHERE s.state = 'failed' AND s.finished_at >= ${RECENT}`,
  },
  schedule_late: {
    label: { es: 'Programación atrasada', en: 'Late schedule' },
    help: { es: 'Una tarea programada debía haber empezado hace más de diez minutos.', en: 'A scheduled task should have begun more than ten minutes ago.' },
    counted: { es: 'programaciones atrasadas', en: 'late schedules' },
    link: '/admin/resources/schedules',
    // After a stop everything is late at once, and caught up in seconds: only a scheduler that was awake before may call another schedule late.
    find: `
      SELECT concat_ws(':', 'schedule_late', s.name), NULL::text, greatest(s.next_run_at, r.watched_from), s.name
      FROM r JOIN schedule s ON s.name = ANY(r.schedules)
      WHERE NOT s.paused AND s.next_run_at < now() - interval '10 minutes'
        AND EXISTS (SELECT 1 FROM schedule_run w WHERE w.schedule = 'core.watch-alerts' AND w.id >= r.lately AND w.started_at < now() - interval '30 seconds')`,
  },
  certificate_expiring: {
    label: { es: 'Certificado por vencer', en: 'Certificate about to expire' },
    help: { es: 'Los días indicados antes de vencer, y otra vez a 7 días, a 1 y al vencer.', en: 'The given days before the end, and again at 7 days, at 1 and at the end.' },
    counted: { es: 'certificados por vencer', en: 'certificates about to expire' },
    link: '/admin/resources/credentials?filters.company={company}&filters.integration={integration}',
    find: `
      SELECT concat_ws(':', 'certificate_expiring', c.id), c.integration, greatest(r.watched_from, (
          SELECT max(x.expires_at - make_interval(days => ahead)) FROM unnest(ARRAY[r.expiry_days, least(7, r.expiry_days), least(1, r.expiry_days), 0]) AS step(ahead)
          WHERE x.expires_at - make_interval(days => ahead) <= now())),
        concat(coalesce(x.owner, c.name), ' → ', to_char(x.expires_at, 'YYYY-MM-DD'))
      FROM r JOIN integration_credential c ON ${OURS('c')} JOIN credential_expiry x ON x.credential_id = c.id
      WHERE c.active AND x.expires_at - make_interval(days => r.expiry_days) <= now()`,
  },
} as const satisfies Record<string, AlertKind>;

export type AlertKindName = keyof typeof ALERT_KINDS;
export const ALERT_KIND_NAMES = Object.keys(ALERT_KINDS) as AlertKindName[];
