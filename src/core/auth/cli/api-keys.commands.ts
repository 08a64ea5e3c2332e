import { Command, CommandRunner, Option, SubCommand } from 'nest-commander';
import { ApiKeysService } from '../api-keys.service.js';
import { CreateApiKey } from '../dto/api-keys.dto.js';
import { cliCaller } from './cli-caller.js';
import { GrantOptions } from './grant.options.js';
import { readOptions, told } from './read-options.js';

@SubCommand({ name: 'create', description: 'Crea una clave de API y la muestra esta única vez' })
export class ApiKeysCreateCommand extends GrantOptions {
  constructor(private readonly keys: ApiKeysService) {
    super();
  }

  async run(_: string[], { expires, ...options }: { expires?: string }): Promise<void> {
    const body = await readOptions(CreateApiKey, { ...options, expires_at: expires });
    const { key, row } = await told(() => this.keys.create(cliCaller(), body));
    console.log(`Clave creada: ${row.name} (${row.role}) ${row.id}`);
    console.log(key);
  }

  @Option({ flags: '--expires <date>', description: 'Vence en esta fecha ISO 8601; sin ella, nunca' })
  readExpires(text: string): string {
    return text;
  }
}

@SubCommand({ name: 'list', description: 'Muestra las claves de API, sin su secreto' })
export class ApiKeysListCommand extends CommandRunner {
  constructor(private readonly keys: ApiKeysService) {
    super();
  }

  async run(): Promise<void> {
    const keys = await this.keys.list(cliCaller());
    console.table(keys.map(({ id, name, prefix, role, companies, expires_at, revoked_at }) => ({
      id, name, prefix, role, companies: companies.join(','), expires_at: expires_at?.toISOString(), revoked_at: revoked_at?.toISOString(),
    })));
  }
}

@SubCommand({ name: 'revoke', description: 'Revoca una clave de API', arguments: '<id>' })
export class ApiKeysRevokeCommand extends CommandRunner {
  constructor(private readonly keys: ApiKeysService) {
    super();
  }

  async run([id = '']: string[]): Promise<void> {
    const row = await told(() => this.keys.revoke(cliCaller(), id));
    console.log(`Clave revocada: ${row.name} (${row.prefix})`);
  }
}

@Command({ name: 'api-keys', description: 'Claves de API', subCommands: [ApiKeysCreateCommand, ApiKeysListCommand, ApiKeysRevokeCommand] })
export class ApiKeysCommand extends CommandRunner {
  async run(): Promise<void> {
    this.command.help();
  }
}
