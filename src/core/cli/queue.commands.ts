import { Command, SubCommand } from 'nest-commander';
import { Sweep } from '../pipeline/index.js';
import { GroupCommand, ReadCommand } from './read-command.js';

@SubCommand({ name: 'sweep', description: 'Pone en cola todo lo que está vencido y no está en cola' })
export class QueueSweepCommand extends ReadCommand {
  constructor(private readonly sweep: Sweep) {
    super();
  }

  async run(_: string[], { json }: { json?: boolean }): Promise<void> {
    const found = await this.sweep.sweepAll();
    if (json) return console.log(JSON.stringify(found));
    console.log(`Reintentos vencidos: ${found.retries}. Esperas vencidas: ${found.due}. Olvidados: ${found.forgotten}.`);
  }
}

@Command({ name: 'queue', description: 'Colas', subCommands: [QueueSweepCommand] })
export class QueueCommand extends GroupCommand {}
