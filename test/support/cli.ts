import { spawn } from 'node:child_process';
import { join } from 'node:path';

export interface CliRun {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Types a command as an operator would, on the ground that `environment` names. */
export function runCli(environment: NodeJS.ProcessEnv, ...args: string[]): Promise<CliRun> {
  const root = join(import.meta.dirname, '../..');
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['scripts/cli.mjs', ...args], { cwd: root, env: { ...process.env, NODE_OPTIONS: '', ...environment } });
    const run = { stdout: '', stderr: '' };
    child.stdout.on('data', (chunk: Buffer) => (run.stdout += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (run.stderr += chunk.toString()));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, ...run }));
  });
}
