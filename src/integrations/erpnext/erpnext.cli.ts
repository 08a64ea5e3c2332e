import { setTimeout as pause } from 'node:timers/promises';
import { Module } from '@nestjs/common';
import { Command, CommandRunner, Option, SubCommand } from 'nest-commander';
import { cliCaller } from '../../core/auth/cli/index.js';
import { MessageLogModule, MessageReader, type MessageView } from '../../core/message-log/index.js';
import { MessagePipeline } from '../../core/pipeline/index.js';
import { ErpnextModule } from './erpnext.module.js';
import { InstallKeyField } from './services/install-key-field.service.js';
import { ResumeExecutions } from './services/resume-many.service.js';

const PATIENCE_MS = 120_000;

@SubCommand({ name: 'install-key-field', arguments: '<id>', description: 'Crea en una instancia el campo único donde se guarda la clave de cada documento' })
export class InstallKeyFieldCommand extends CommandRunner {
  constructor(
    private readonly installer: InstallKeyField,
    private readonly pipeline: MessagePipeline,
    private readonly reader: MessageReader,
  ) {
    super();
  }

  async run([id = '']: string[]): Promise<void> {
    if (!/^\d{1,9}$/.test(id)) throw new Error(`«${id}» no es el número de una instancia. Véalos con: credentials list`);
    const { message_id } = await this.installer.request(cliCaller(), Number(id), 'cli');
    // Done here; where a server runs beside, its worker may be quicker.
    await this.pipeline.work(message_id);
    const { outcome, response_payload, error_message, wait_reason } = await this.ended(message_id);
    if (outcome === 'succeeded') return console.log(`Hecho: ${JSON.stringify(response_payload)}`);
    console.error(`Mensaje ${message_id}: ${error_message ?? wait_reason ?? 'sigue en curso'}`);
    process.exitCode = 1;
  }

  private async ended(id: string): Promise<MessageView> {
    for (const deadline = Date.now() + PATIENCE_MS; ; await pause(250)) {
      const message = await this.reader.get(cliCaller(), id);
      if (message.outcome !== null || message.wait_reason !== null || Date.now() > deadline) return message;
    }
  }
}

interface ResumeOptions {
  failed?: boolean;
  company?: string;
  dryRun?: boolean;
  reason?: string;
}

@SubCommand({ name: 'resume', arguments: '[id...]', description: 'Reanuda ejecuciones por número, o con --failed todas las fallidas de una empresa' })
export class ResumeCommand extends CommandRunner {
  constructor(private readonly resumer: ResumeExecutions) {
    super();
  }

  async run(ids: string[], { failed, company, dryRun, reason }: ResumeOptions): Promise<void> {
    if (ids.length > 0 ? failed || ids.some((id) => !/^\d{1,9}$/.test(id)) : !failed) throw new Error('Indique los números de las ejecuciones, o --failed (y --company) para las fallidas.');
    const chosen = failed ? { filter: { company } } : { ids: ids.map(Number) };
    const { total, skipped, left, operation_id } = await this.resumer.resume(cliCaller(), { ...chosen, dry_run: dryRun, reason });
    if (dryRun) return console.log(`Se reanudarían ${total + left}; ${skipped} no lo necesitan.`);
    console.log(`Reanudadas: ${total}${operation_id ? ` (operación ${operation_id})` : ''}. No lo necesitan: ${skipped}.${left > 0 ? ` Quedan ${left}: repita la orden.` : ''}`);
  }

  @Option({ flags: '--failed', description: 'Todas las fallidas' })
  readFailed(): boolean {
    return true;
  }

  @Option({ flags: '--company <code>', description: 'Solo las de esta empresa' })
  readCompany(code: string): string {
    return code;
  }

  @Option({ flags: '--dry-run', description: 'Solo cuenta' })
  readDryRun(): boolean {
    return true;
  }

  @Option({ flags: '--reason <text>', description: 'Por qué; queda en la auditoría' })
  readReason(text: string): string {
    return text;
  }
}

@Command({ name: 'erpnext', description: 'Flujos e instancias de ERPNext', subCommands: [InstallKeyFieldCommand, ResumeCommand] })
export class ErpnextCommand extends CommandRunner {
  async run(): Promise<void> {
    this.command.help();
  }
}

/** Only the command line loads this: nest-commander has no place in a server. */
@Module({ imports: [ErpnextModule, MessageLogModule], providers: [ErpnextCommand, InstallKeyFieldCommand, ResumeCommand] })
export class ErpnextCliModule {}
