// Where things are, and how a script speaks and runs a program.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

export const say = (line) => process.stderr.write(`${line}\n`); // stdout belongs to the command's own answer

export class Stop extends Error {}

/** Runs a program in the project; throws `Stop` with `failure` when it fails. */
export function run(program, args, failure, options = {}) {
  const done = spawnSync(program, args, { cwd: ROOT, stdio: 'inherit', ...options });
  if (done.status !== 0) throw new Stop(`${failure}${done.error ? `: ${done.error.message}` : ''}`);
  return done;
}

/** Runs a program of node_modules without npx, which would ask the network when it is missing. */
export const runBin = (path, args, failure, options) => run(process.execPath, [`${ROOT}/node_modules/${path}`, ...args], failure, options);

/** The script's `main`: a reason and an exit code instead of a stack trace for what people can mend. */
export async function main(work) {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    say(`\n${error.message}\n`);
    process.exit(1);
  }
}
