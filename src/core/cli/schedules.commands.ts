import { Command, CommandRunner, SubCommand } from 'nest-commander';
import { cliCaller } from '../auth/cli/index.js';
import { ScheduleAdminService, ScheduleService } from '../schedule/index.js';
import { GroupCommand, ReadCommand } from './read-command.js';

@SubCommand({ name: 'list', description: 'Muestra las tareas programadas' })
export class SchedulesListCommand extends ReadCommand {
  constructor(private readonly schedules: ScheduleAdminService) {
    super();
  }

  async run(_: string[], { json }: { json?: boolean }): Promise<void> {
    const all = await this.schedules.list();
    if (json) return console.log(JSON.stringify(all));
    for (const { name, cron, timezone, paused, last_run, next_run_at } of all) {
      const next = paused ? 'en pausa' : `próxima ${iso(next_run_at)}`;
      console.log([name, `${cron} (${timezone})`, next, last_run ? `última ${iso(last_run.at)} ${last_run.state}${last_run.error ? `: ${last_run.error}` : ''}` : 'nunca corrió'].join('\t'));
    }
  }
}

@SubCommand({ name: 'run', arguments: '<name>', description: 'La ejecuta ahora, en este proceso, y espera el resultado' })
export class SchedulesRunCommand extends CommandRunner {
  constructor(
    private readonly schedules: ScheduleAdminService,
    private readonly runner: ScheduleService,
  ) {
    super();
  }

  async run([name = '']: string[]): Promise<void> {
    const { run_id } = await this.schedules.run(cliCaller(), name);
    await this.runner.idle();
    const { data } = await this.schedules.runs(name, { limit: 20 });
    const run = data.find(({ id }) => id === run_id);
    console.log(run?.state === 'completed' ? `Terminó: ${JSON.stringify(run.result)}` : `Falló: ${run?.error ?? 'sin resultado'}`);
    if (run?.state !== 'completed') process.exitCode = 1;
  }
}

@SubCommand({ name: 'pause', arguments: '<name>', description: 'La detiene hasta que se reanude' })
export class SchedulesPauseCommand extends CommandRunner {
  constructor(private readonly schedules: ScheduleAdminService) {
    super();
  }

  async run([name = '']: string[]): Promise<void> {
    await this.schedules.setPaused(cliCaller(), name, true);
    console.log(`${name}: en pausa`);
  }
}

@SubCommand({ name: 'resume', arguments: '<name>', description: 'La reanuda' })
export class SchedulesResumeCommand extends CommandRunner {
  constructor(private readonly schedules: ScheduleAdminService) {
    super();
  }

  async run([name = '']: string[]): Promise<void> {
    const { next_run_at } = await this.schedules.setPaused(cliCaller(), name, false);
    console.log(`${name}: próxima ${iso(next_run_at)}`);
  }
}

@Command({ name: 'schedules', description: 'Tareas programadas', subCommands: [SchedulesListCommand, SchedulesRunCommand, SchedulesPauseCommand, SchedulesResumeCommand] })
export class SchedulesCommand extends GroupCommand {}

// From json_build_object a date comes as text.
const iso = (at: Date | string | null): string => (at ? new Date(at).toISOString() : '');
