import type { DynamicModule, Type } from '@nestjs/common';
import { CommandFactory, CommandRunnerService } from 'nest-commander';
import type { PinoLoggerService } from '../logging/index.js';
import { explain } from './explain.js';

type Root = Type | DynamicModule;

/** Runs the command of `process.argv` and resolves with the exit code, everything closed behind it. */
export async function runCommands(root: Root, logger: PinoLoggerService): Promise<number> {
  let code = 0;
  const app = await CommandFactory.createWithoutRunning(root as Type, {
    logger,
    abortOnError: false,
    cliName: 'puente',
    serviceErrorHandler: (error) => {
      code = fail(error);
    },
  });
  try {
    const runner = app.get(CommandRunnerService);
    stayAlive(runner['commander']);
    await runner.run();
  } finally {
    await app.close();
  }
  return code || Number(process.exitCode ?? 0);
}

interface Commander {
  commands: readonly Commander[];
  exitOverride(): unknown;
  name(name: string): unknown;
}

/** Left alone, commander ends the process on `--help` or a wrong option, before the database could be closed. */
function stayAlive(root: Commander): void {
  root.name('npm run cli --');
  const visit = (command: Commander): void => {
    command.exitOverride();
    command.commands.forEach(visit);
  };
  visit(root);
}

/** Commander has already said what was wrong with the command line; everything else is said here. */
function fail(error: unknown): number {
  const { code, exitCode } = error as { code?: unknown; exitCode?: unknown };
  if (typeof code === 'string' && code.startsWith('commander.') && typeof exitCode === 'number') return code === 'commander.help' ? 0 : exitCode;
  console.error(explain(error));
  return 1;
}
