import { Command, CommandRunner, Option, SubCommand } from 'nest-commander';
import { Env } from '../../config/index.js';
import { KeyRotationService } from '../key-rotation.service.js';
import { addKeyToFile, Keys } from '../keys/index.js';
import { cliCaller } from './caller.js';

@SubCommand({ name: 'rotate', description: 'Encrypt every stored secret anew with the first key' })
export class KeysRotateCommand extends CommandRunner {
  constructor(
    private readonly env: Env,
    private readonly keys: Keys,
    private readonly rotation: KeyRotationService,
  ) {
    super();
  }

  async run(_args: string[], options: { newKey?: boolean } = {}): Promise<void> {
    if (options.newKey) await this.addKey();
    const { rotated, already, unreadable } = await this.rotation.rotate(cliCaller());
    console.log(`Clave «${this.keys.ring.current.id}»: ${rotated} credenciales cifradas de nuevo, ${already} ya lo estaban.`);
    for (const { id, message } of unreadable) console.error(`Credencial ${id}: ${message}`);
    if (unreadable.length > 0) process.exitCode = 1;
  }

  @Option({ flags: '--new-key', description: 'First make a new key in keys.json (not with ENCRYPTION_KEYS: put the new key first there)' })
  newKey(): boolean {
    return true;
  }

  private async addKey(): Promise<void> {
    if (this.env.ENCRYPTION_KEYS) throw new Error('Las claves vienen de ENCRYPTION_KEYS: ponga allí la nueva en primer lugar y repita sin --new-key.');
    await addKeyToFile(this.env.DATA_DIR);
    this.keys.ring.refresh();
  }
}

@Command({ name: 'keys', description: 'Encryption keys', subCommands: [KeysRotateCommand] })
export class KeysCommand extends CommandRunner {
  async run(): Promise<void> {
    this.command.help();
  }
}
