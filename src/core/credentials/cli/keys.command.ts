import { Command, CommandRunner, Option, SubCommand } from 'nest-commander';
import { KeyRotationService } from '../key-rotation.service.js';
import { cliCaller } from './caller.js';

@SubCommand({ name: 'rotate', description: 'Cifra de nuevo todos los secretos con la primera clave' })
export class KeysRotateCommand extends CommandRunner {
  constructor(private readonly rotation: KeyRotationService) {
    super();
  }

  async run(_args: string[], options: { newKey?: boolean } = {}): Promise<void> {
    const caller = cliCaller();
    const { rotated, already, unreadable, others } = await (options.newKey ? this.rotation.rotateToNewKey(caller) : this.rotation.rotate(caller));
    console.log(`Clave «${this.rotation.currentKeyId}»: ${rotated} credenciales cifradas de nuevo, ${already} ya lo estaban.`);
    if (others) console.log(`${others} claves propias de las integraciones cifradas de nuevo.`);
    for (const { id, message } of unreadable) console.error(`Credencial ${id}: ${message}`);
    if (unreadable.length > 0) process.exitCode = 1;
  }

  @Option({ flags: '--new-key', description: 'Antes hace una clave nueva en keys.json (con ENCRYPTION_KEYS, póngala usted allí en primer lugar)' })
  newKey(): boolean {
    return true;
  }
}

@Command({ name: 'keys', description: 'Claves de cifrado', subCommands: [KeysRotateCommand] })
export class KeysCommand extends CommandRunner {
  async run(): Promise<void> {
    this.command.help();
  }
}
