import { onStopSignal } from './bootstrap.js';
import { openHouse, type House } from './house.js';

/** Starts this process, says what is listening, and stops it in order on a signal. */
export async function startProcess(startedAt: number): Promise<void> {
  const house = await openHouse(process.env, (line) => console.log(line));
  onStopSignal(() => house.close());
  console.log(announcement(house, performance.now() - startedAt));
}

function announcement({ ground, sandbox, admin, origin }: House, ms: number): string {
  const { env, embedded } = ground;
  const lines = ['', `Puente listo en ${(ms / 1000).toFixed(1)} s  (${env.ROLES.join(', ')})`];
  if (origin && env.ROLES.includes('api')) lines.push(`  Back-office    ${origin}/admin`, `  API            ${origin}/api/docs`);
  else if (origin) lines.push(`  Salud          ${origin}/health/ready`);
  lines.push(`  Base de datos  ${embedded ? `incluida, en ${env.DATA_DIR}` : 'la de DATABASE_URL'}`);
  lines.push(`  Colas          ${env.REDIS_URL ? 'Redis/Valkey' : 'PostgreSQL'}`);
  for (const [id, url] of Object.entries(sandbox?.baseUrls ?? {})) lines.push(`  Sandbox        ${id.padEnd(8)} ${url}`);
  if (admin) {
    lines.push('', `  Primer administrador: ${admin.email}`);
    lines.push(admin.password ? `  Contraseña (se muestra solo esta vez): ${admin.password}` : '  Contraseña: la de ADMIN_PASSWORD');
  }
  return `${lines.join('\n')}\n`;
}
