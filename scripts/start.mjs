// npm start: prepares what is missing and becomes the program, in this same process: signals, exit code and pid are its own.
import { prepare } from './lib/prepare.mjs';
import { main } from './lib/project.mjs';
import { stopWithNpm } from './lib/stop-with-npm.mjs';

await main(async () => {
  stopWithNpm();
  prepare();
  await import('../dist/src/main.js');
});
