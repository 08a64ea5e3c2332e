import { Command, CommandRunner, Option, SubCommand } from 'nest-commander';
import { CreateUser } from '../dto/users.dto.js';
import { generatePassword } from '../passwords.js';
import { UsersService } from '../users.service.js';
import { cliCaller } from './cli-caller.js';
import { GrantOptions } from './grant.options.js';
import { readOptions, told } from './read-options.js';

@SubCommand({ name: 'create', description: 'Crea un usuario; sin --password se genera una y se muestra esta única vez' })
export class UsersCreateCommand extends GrantOptions {
  constructor(private readonly users: UsersService) {
    super();
  }

  async run(_: string[], options: { password?: string }): Promise<void> {
    const password = options.password ?? generatePassword();
    const body = await readOptions(CreateUser, { ...options, password });
    const user = await told(() => this.users.create(cliCaller(), body));
    console.log(`Usuario creado: ${user.email} (${user.role}) ${user.id}`);
    if (options.password === undefined) console.log(`Contraseña: ${password}`);
  }

  @Option({ flags: '--email <email>', description: 'Correo', required: true })
  readEmail(text: string): string {
    return text;
  }

  @Option({ flags: '--password <password>', description: 'Contraseña, de 8 caracteres o más' })
  readPassword(text: string): string {
    return text;
  }
}

@SubCommand({ name: 'list', description: 'Muestra los usuarios' })
export class UsersListCommand extends CommandRunner {
  constructor(private readonly users: UsersService) {
    super();
  }

  async run(): Promise<void> {
    const users = await this.users.list(cliCaller());
    console.table(users.map(({ id, email, name, role, companies, active }) => ({ id, email, name, role, companies: companies.join(','), active })));
  }
}

@Command({ name: 'users', description: 'Usuarios del back-office', subCommands: [UsersCreateCommand, UsersListCommand] })
export class UsersCommand extends CommandRunner {
  async run(): Promise<void> {
    this.command.help();
  }
}
