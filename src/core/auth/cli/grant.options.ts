import { CommandRunner, Option } from 'nest-commander';
import { listOf } from './read-options.js';

/** The options of every command that hands out a role. Their values are judged by the DTOs. */
export abstract class GrantOptions extends CommandRunner {
  @Option({ flags: '--name <name>', description: 'Nombre', required: true })
  readName(text: string): string {
    return text;
  }

  @Option({ flags: '--role <role>', description: 'viewer, operator, manager o admin', required: true })
  readRole(text: string): string {
    return text;
  }

  @Option({ flags: '--companies <codes>', description: 'Códigos de empresa separados por comas, o * para todas', required: true })
  readCompanies(text: string): string[] {
    return listOf(text);
  }
}
