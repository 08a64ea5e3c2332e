// npm test: everything CI checks, on a fresh clone too. `npm test -- unit e2e` runs only those steps.
import { spawnSync } from 'node:child_process';
import { ensureDependencies } from './lib/dependencies.mjs';
import { build } from './lib/build.mjs';
import { checkNode } from './lib/node-version.mjs';
import { main, ROOT, run, say, Stop } from './lib/project.mjs';
import { runTier } from './lib/tier.mjs';

const node = (...args) => () => run(process.execPath, args, 'con errores / with errors');
const bin = (path, ...args) => node(`node_modules/${path}`, ...args);
const tier = (name, prepare) => () => runTier(name, prepare?.());

const STEPS = {
  types: bin('typescript/bin/tsc', '--noEmit'),
  lint: bin('oxlint/bin/oxlint', '--deny-warnings'),
  imports: bin('dependency-cruiser/bin/dependency-cruise.mjs', 'src', 'migrations', 'test', '--config', '.dependency-cruiser.cjs'),
  build,
  unit: tier('unit', needed('xmlsec1', 'XMLSEC1_PATH')),
  architecture: tier('architecture'),
  integration: tier('integration', redis),
  conformance: tier('conformance'),
  e2e: tier('e2e'),
  browser: tier('browser', needed('chromium', 'CHROMIUM_PATH')),
};

await main(async () => {
  checkNode();
  ensureDependencies();
  const results = chosen().map(runStep);
  report(results);
  process.exitCode = results.some(({ failed }) => failed > 0) ? 1 : 0;
});

function chosen() {
  const names = process.argv.slice(2);
  const unknown = names.find((name) => !(name in STEPS));
  if (unknown) throw new Stop(`No existe el paso «${unknown}» / no such step. Hay / there are: ${Object.keys(STEPS).join(', ')}`);
  return names.length > 0 ? names : Object.keys(STEPS);
}

/** A step that is no Jest tier counts as nothing when it passes and as one failure when it does not. */
function runStep(name) {
  say(`\n━━ ${name} ${'━'.repeat(60 - name.length)}`);
  const startedAt = Date.now();
  const result = attempt(STEPS[name]);
  return { name, passed: 0, failed: 0, pending: 0, ...result, seconds: (Date.now() - startedAt) / 1000 };
}

function attempt(step) {
  try {
    return step() ?? {};
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    say(error.message);
    return { failed: 1, note: error.message };
  }
}

function report(results) {
  say(`\n━━ total ${'━'.repeat(55)}`);
  for (const { name, passed, failed, pending, seconds, note } of results) {
    const counts = [passed && `${passed} passed`, failed && `${failed} failed`, pending && `${pending} not run`].filter(Boolean).join(', ');
    say(`${failed ? '✗' : '✓'} ${name.padEnd(13)} ${seconds.toFixed(1).padStart(6)} s  ${counts}${note ? `  (${note.split('\n')[0]})` : ''}`);
  }
  const sum = (key) => results.reduce((total, result) => total + result[key], 0);
  if (sum('pending') > 0) say(`${sum('pending')} tests were not run; Jest names them above.`);
  console.log(`\n${sum('passed')} passed, ${sum('failed')} failed`);
}

/** A program that the tests of a tier cannot do without: its script finds or gets it, and prints where it is. */
function needed(program, variable) {
  return () => {
    const { status, stdout } = spawnSync(process.execPath, [`scripts/${program}.mjs`], { cwd: ROOT, encoding: 'utf8', stdio: ['ignore', 'pipe', 2] });
    if (status !== 0) throw new Stop(`No hay ${program} / no ${program}`);
    return { env: { [variable]: stdout.trim() } };
  };
}

function redis() {
  const { stdout } = spawnSync(process.execPath, ['scripts/redis.mjs', '--install'], { cwd: ROOT, encoding: 'utf8', stdio: ['ignore', 'pipe', 2] });
  const path = stdout.trim();
  if (path) return { env: { REDIS_SERVER_PATH: path } };
  const note = 'No Redis or Valkey here and none could be installed: the tests on Redis are not run';
  say(note);
  return { note };
}
