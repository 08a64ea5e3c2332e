import { Command, CommandRunner, Option, SubCommand } from 'nest-commander';
import { cliCaller } from '../auth/cli/index.js';
import { RETRY_STATES } from '../retry-queue/index.js';
import { RetryQueueDesk } from '../retry-queue/retry-queue-desk.service.js';
import { GroupCommand, ReadCommand } from './read-command.js';

@SubCommand({ name: 'list', description: 'Muestra los reintentos, los más nuevos primero' })
export class RetryListCommand extends ReadCommand {
  constructor(private readonly desk: RetryQueueDesk) {
    super();
  }

  async run(_: string[], { json, state = 'pending', limit = 50 }: { json?: boolean; state?: string; limit?: number }): Promise<void> {
    const { data } = await this.desk.list(cliCaller(), { state: state === 'all' ? undefined : state, limit });
    if (json) return console.log(JSON.stringify(data));
    if (data.length === 0) return console.log('No hay reintentos.');
    for (const entry of data) {
      const tries = `${entry.retry_count} de ${entry.max_retries}`;
      console.log([entry.id, entry.integration, entry.company, entry.subject ?? '', entry.state, tries, entry.next_attempt_at?.toISOString() ?? '', entry.last_error ?? ''].join('\t'));
    }
  }

  @Option({ flags: '--state <state>', choices: [...RETRY_STATES, 'all'], description: 'Estado; sin él, pending' })
  readState(text: string): string {
    return text;
  }

  @Option({ flags: '--limit <n>', description: 'Cuántos, 1 a 500; sin él, 50' })
  readLimit(text: string): number {
    const limit = Number(text);
    if (!Number.isInteger(limit) || limit < 1 || limit > 500) throw new Error('--limit debe ser un número entero de 1 a 500.');
    return limit;
  }
}

@SubCommand({ name: 'retry-now', arguments: '<id>', description: 'Reintenta ahora, sin esperar' })
export class RetryNowCommand extends CommandRunner {
  constructor(private readonly desk: RetryQueueDesk) {
    super();
  }

  async run([id = '']: string[]): Promise<void> {
    const entry = await this.desk.retryNow(cliCaller(), id);
    console.log(`Se reintenta ahora: mensaje ${entry.message_id}`);
  }
}

@SubCommand({ name: 'cancel', arguments: '<id>', description: 'No reintenta más; el mensaje queda fallido' })
export class RetryCancelCommand extends CommandRunner {
  constructor(private readonly desk: RetryQueueDesk) {
    super();
  }

  async run([id = '']: string[]): Promise<void> {
    const entry = await this.desk.cancel(cliCaller(), id);
    console.log(`Cancelado: mensaje ${entry.message_id}`);
  }
}

@Command({ name: 'retry', description: 'Cola de reintentos', subCommands: [RetryListCommand, RetryNowCommand, RetryCancelCommand] })
export class RetryCommand extends GroupCommand {}
