import { Command, CommandRunner, SubCommand } from 'nest-commander';
import { ConnectionCheckService } from '../connection-check.service.js';
import { CredentialsService } from '../credentials.service.js';
import type { CredentialView } from '../dto/credential-view.dto.js';
import { cliCaller } from './caller.js';

@SubCommand({ name: 'check', arguments: '<id>', description: 'Prueba una credencial con una llamada inofensiva' })
export class CredentialsCheckCommand extends CommandRunner {
  constructor(private readonly checks: ConnectionCheckService) {
    super();
  }

  async run([id]: string[]): Promise<void> {
    if (!/^\d{1,9}$/.test(id ?? '')) throw new Error(`«${id}» no es el número de una credencial. Véalos con: credentials list`);
    const { ok, message } = await this.checks.check(cliCaller(), Number(id));
    console.log(`${ok ? 'Bien' : 'Mal'}: ${message}`);
    if (!ok) process.exitCode = 1;
  }
}

@SubCommand({ name: 'list', description: 'Muestra las credenciales, sin sus secretos' })
export class CredentialsListCommand extends CommandRunner {
  constructor(private readonly credentials: CredentialsService) {
    super();
  }

  async run(): Promise<void> {
    let cursor: number | undefined;
    do {
      const page = await this.credentials.list(cliCaller(), { limit: 500, cursor });
      for (const one of page.data) console.log(describe(one));
      cursor = page.next_cursor === null ? undefined : Number(page.next_cursor);
    } while (cursor !== undefined);
  }
}

@Command({ name: 'credentials', description: 'Credenciales de las integraciones', subCommands: [CredentialsCheckCommand, CredentialsListCommand] })
export class CredentialsCommand extends CommandRunner {
  async run(): Promise<void> {
    this.command.help();
  }
}

const describe = (one: CredentialView): string =>
  [
    one.id, one.integration, one.company, one.name, one.environment, one.base_url,
    one.active ? 'activa' : 'desactivada',
    ...(one.state.paused ? [`en pausa: ${one.state.pause_reason}`] : []),
  ].join('\t');
