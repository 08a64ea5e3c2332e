import { CommandRunner, Option } from 'nest-commander';

/** A command that can also answer as JSON, for scripts. */
export abstract class ReadCommand extends CommandRunner {
  @Option({ flags: '--json', description: 'Responde en JSON' })
  readJson(): boolean {
    return true;
  }
}

/** A command that only groups others: alone it shows them. */
export abstract class GroupCommand extends CommandRunner {
  async run(): Promise<void> {
    this.command.help();
  }
}
