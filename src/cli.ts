import 'reflect-metadata';
import { AppModule } from './app.module.js';
import { CannotStart, prepareGround } from './bootstrap.js';
import { CoreCommandsModule, explain, runCommands } from './core/cli/index.js';
import { makePinoLogger } from './core/logging/index.js';
import { INTEGRATIONS } from './integrations/index.js';

// Answers go to stdout, everything else to stderr, so that `--json` can be piped.
const say = (line: string): void => console.error(line);

/** The operator's commands, on the same ground as the server: beside a running one they share its database. */
async function main(): Promise<number> {
  const ground = await prepareGround(process.env, say);
  // Only the command that was typed: no schedule ticks and no worker runs in this process.
  ground.env.ROLES = [];
  try {
    const logger = makePinoLogger({ LOG_LEVEL: process.env.LOG_LEVEL ?? 'error' }, { write: (line) => process.stderr.write(line) });
    const commands = await Promise.all(INTEGRATIONS.flatMap((integration) => integration.commands?.() ?? []));
    return await runCommands(AppModule.forRoot({ ...ground, extra: [CoreCommandsModule, ...commands] }), logger);
  } finally {
    await ground.close();
  }
}

main()
  .catch((error: unknown) => {
    console.error(error instanceof CannotStart ? `No se puede ejecutar / cannot run\n${error.message}` : explain(error));
    return 1;
  })
  .then((code) => process.exit(code));
