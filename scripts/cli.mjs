// npm run cli -- <command>: the operator's commands, built when needed.
import { prepare } from './lib/prepare.mjs';
import { main } from './lib/project.mjs';

await main(async () => {
  prepare();
  await import('../dist/src/cli.js');
});
