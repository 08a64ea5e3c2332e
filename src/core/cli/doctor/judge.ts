import type { CredentialFact, Facts, ScheduleFact } from './facts.js';

export interface Finding {
  level: 'ok' | 'warning' | 'wrong';
  area: string;
  text: string;
  /** What a person can do about it. */
  remedy?: string;
}

const LATE_SECONDS = 180;
const LITTLE_DISK = 1_000_000_000;

/** The facts → what is well, what deserves a look, what is wrong and what to do. Pure. */
export function judge(facts: Facts): Finding[] {
  return [
    environment(facts),
    ...readiness(facts),
    processes(facts),
    ...(facts.credentials.length > 0 ? facts.credentials.map(credential) : [noCredential]),
    ...messages(facts),
    ...schedules(facts.schedules),
    disk(facts),
  ];
}

const ok = (area: string, text: string): Finding => ({ level: 'ok', area, text });
const warning = (area: string, text: string, remedy: string): Finding => ({ level: 'warning', area, text, remedy });
const wrong = (area: string, text: string, remedy: string): Finding => ({ level: 'wrong', area, text, remedy });

function environment({ environment: { database, queues, data_dir, production, sandbox } }: Facts): Finding {
  const text = `base de datos ${database === 'embedded' ? `incluida en ${data_dir}` : 'de DATABASE_URL'}, colas en ${queues === 'redis' ? 'Redis/Valkey' : 'PostgreSQL'}`;
  return production && sandbox ? warning('entorno', `${text}; los proveedores simulados están encendidos en producción`, 'Quite SANDBOX=on') : ok('entorno', text);
}

const READY: Record<string, { area: string; well: string; remedy: string }> = {
  database: { area: 'base de datos', well: 'responde', remedy: 'Revise DATABASE_URL y que PostgreSQL esté encendido' },
  migrations: { area: 'esquema', well: 'al día', remedy: 'Reinicie Puente: al arrancar aplica lo que falta' },
  queue: { area: 'colas', well: 'responde', remedy: 'Revise REDIS_URL, o PostgreSQL si no lo usa; nada se pierde, los mensajes esperan en el registro' },
};

function readiness({ readiness: { checks, reason } }: Facts): Finding[] {
  return Object.entries(checks).map(([name, state]) => {
    const { area, well, remedy } = READY[name] ?? { area: name, well: 'bien', remedy: 'Vea el registro del servidor' };
    return state === 'ok' ? ok(area, well) : wrong(area, reason ?? 'no responde', remedy);
  });
}

function processes({ processes: count, messages: { waiting } }: Facts): Finding {
  if (count > 0) return ok('procesos', `${count} en marcha sobre esta base de datos`);
  const text = `ningún proceso de Puente en marcha${waiting > 0 ? `, y ${waiting} mensajes esperan` : ''}`;
  return (waiting > 0 ? wrong : warning)('procesos', text, 'Arranque Puente: npm start');
}

const noCredential = warning('credenciales', 'no hay ninguna', 'Cree una en Credenciales (o POST /api/credentials)');

function credential(one: CredentialFact): Finding {
  const area = `credencial ${one.id}`;
  const who = `${one.integration} «${one.name}» de «${one.company}»`;
  const check = `npm run cli -- credentials check ${one.id}`;
  if (one.unreadable) return wrong(area, `${who}: ${one.unreadable}`, 'Añada a ENCRYPTION_KEYS la clave que falta, o escriba los secretos de nuevo');
  if (!one.active) return warning(area, `${who}: desactivada`, `Actívela si debe trabajar`);
  if (one.pause_reason) return wrong(area, `${who}: en pausa: ${one.pause_reason}`, `Corrija la credencial; sus mensajes siguen solos al guardarla. Pruébela: ${check}`);
  if (one.last_check_ok === false) return wrong(area, `${who}: la última prueba falló: ${one.last_check_message ?? ''}`, `Corríjala y pruebe: ${check}`);
  if (one.last_check_at === null) return warning(area, `${who}: ${one.version > 1 ? 'cambió desde la última prueba' : 'nunca se probó'}`, check);
  return ok(area, `${who}: probada ${one.last_check_at.toISOString()}`);
}

function messages({ messages: { waiting, waiting_long, failed_last_day, retries_pending }, open_errors }: Facts): Finding[] {
  const found = [
    waiting_long > 0
      ? wrong('mensajes', `${waiting_long} debieron salir hace más de cinco minutos`, 'Vea que haya un proceso con el rol worker, y npm run cli -- queue sweep')
      : ok('mensajes', `${waiting} en espera o en curso, ${retries_pending} reintentos programados`),
  ];
  if (failed_last_day > 0) found.push(warning('mensajes', `${failed_last_day} fallaron en las últimas 24 horas`, 'Véalos en /admin, o GET /api/messages?outcome=failed'));
  if (open_errors > 0) found.push(warning('errores', `${open_errors} errores de integración por atender`, 'Véalos en /admin → Errores de integración'));
  return found;
}

function schedules(all: ScheduleFact[]): Finding[] {
  const found = all.flatMap(({ name, late_seconds, last_state, last_error }) => {
    if (late_seconds > LATE_SECONDS) return [wrong('tareas', `${name} debió correr hace ${Math.round(late_seconds / 60)} min`, 'Vea que haya un proceso con el rol scheduler')];
    if (last_state === 'failed') return [warning('tareas', `${name} falló: ${last_error ?? ''}`, `npm run cli -- schedules run ${name}`)];
    return [];
  });
  return found.length > 0 ? found : [ok('tareas', `${all.length} programadas, ninguna atrasada`)];
}

function disk({ disk: { path, free_bytes } }: Facts): Finding {
  const free = `${(free_bytes / 1e9).toFixed(1)} GB libres en ${path}`;
  return free_bytes < LITTLE_DISK ? wrong('disco', free, 'Libere espacio: sin él PostgreSQL deja de escribir') : ok('disco', free);
}
