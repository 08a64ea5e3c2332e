import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT, Stop } from './project.mjs';

/** Runs one Jest project and reads its figures. A tier without a test, or that Jest could not run, is a failure. */
export function runTier(name, { env = {}, note } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'puente-jest-'));
  const outputFile = join(folder, 'result.json');
  try {
    const args = ['scripts/jest.mjs', `--selectProjects=${name}`, '--json', `--outputFile=${outputFile}`];
    const { status } = spawnSync(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 2, 2], env: { ...process.env, ...env } });
    return { ...figures(outputFile, status), ...(note ? { note } : {}) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function figures(file, status) {
  let result;
  try {
    result = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    throw new Stop('Jest no llegó a terminar o no hay pruebas / Jest did not finish, or there are no tests');
  }
  const failed = result.numFailedTests + result.numRuntimeErrorTestSuites;
  return {
    passed: result.numPassedTests,
    failed: status === 0 ? failed : Math.max(failed, 1),
    pending: result.numPendingTests + result.numTodoTests,
    ...(result.numTotalTestSuites === 0 ? { failed: 1, note: 'sin pruebas / no tests' } : {}),
  };
}
