import 'reflect-metadata';
import { CannotStart } from './bootstrap.js';
import { startProcess } from './process.js';

// The terminal is for people: a reason and what to do, never a stack trace for what they can mend.
const startedAt = performance.now();
startProcess(startedAt).catch((error: unknown) => {
  if (error instanceof CannotStart) console.error(`\nPuente no puede arrancar / Puente cannot start\n${error.message}\n`);
  else console.error(error);
  process.exit(1);
});
