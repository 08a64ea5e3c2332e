import { Module } from '@nestjs/common';
import { MultiBar, Presets, type SingleBar } from 'cli-progress';
import { Command, CommandRunner, Option } from 'nest-commander';
import { cliCaller } from '../../core/auth/cli/index.js';
import { DEFAULT_COMPANY } from '../../core/companies/index.js';
import { DevengoModule } from './devengo.module.js';
import { DevengoSyncModule } from './devengo.sync.module.js';
import { STEP_NAMES, stepOf, stepsFrom, type StepName } from './mapping/steps.js';
import type { ExecutionView, StepView } from './services/sync/show-executions.service.js';
import { StartSync } from './services/sync/start-sync.service.js';
import { WorkHere } from './services/sync/work-here.service.js';

interface Options {
  fromStep: StepName;
  year?: number;
  startDate?: string;
  endDate?: string;
  company: string;
  only?: boolean;
  dryRun?: boolean;
  fullRefresh?: boolean;
  json?: boolean;
}

/** All well, some records failed, the run failed: what a cron job looks at. */
const EXIT_CODES: Partial<Record<ExecutionView['status'], number>> = { completed: 0, completed_with_errors: 2 };
const FAILED = 1;

@Command({ name: 'sync-actions', description: 'Sincroniza Holded, 4Geeks y Notion, o devenga; termina con 0 (todo bien), 2 (fallaron registros) o 1 (falló)' })
export class SyncActionsCommand extends CommandRunner {
  constructor(
    private readonly starter: StartSync,
    private readonly worker: WorkHere,
  ) {
    super();
  }

  async run(_: string[], options: Options): Promise<void> {
    const { fromStep = 'services', company = DEFAULT_COMPANY, year, startDate, endDate, only, dryRun, fullRefresh, json } = options;
    const caller = cliCaller();
    const steps = only ? [fromStep] : stepsFrom(fromStep);
    const id = await this.starter.start(caller, {
      company, steps, process_type: steps.length === 1 ? 'step' : 'process', trigger: 'cli', year, start_date: startDate, end_date: endDate, dry_run: dryRun, full_refresh: fullRefresh,
    });
    const bars = new Bars();
    const ended = await this.worker.toItsEnd(caller, id, (view) => bars.show(view)).finally(() => bars.stop());
    console.log(json ? JSON.stringify(ended) : summary(ended));
    process.exitCode = EXIT_CODES[ended.status] ?? FAILED;
  }

  @Option({ flags: '--from-step <step>', description: `Desde qué paso: ${STEP_NAMES.join(', ')}` })
  readStep(text: string): StepName {
    if (!STEP_NAMES.includes(text as StepName)) throw new Error(`«${text}» no es un paso. Son: ${STEP_NAMES.join(', ')}`);
    return text as StepName;
  }

  @Option({ flags: '--year <year>', description: 'Año' })
  readYear(text: string): number {
    if (!/^20\d{2}$/.test(text)) throw new Error(`«${text}» no es un año`);
    return Number(text);
  }

  @Option({ flags: '--start-date <date>', description: 'Primer día de un mes, AAAA-MM-01' })
  readStart(text: string): string {
    return text;
  }

  @Option({ flags: '--end-date <date>', description: 'Primer día de un mes; no se incluye' })
  readEnd(text: string): string {
    return text;
  }

  @Option({ flags: '--company <code>', description: 'Empresa' })
  readCompany(text: string): string {
    return text;
  }

  @Option({ flags: '--only', description: 'Sólo ese paso, sin los que siguen' })
  readOnly(): boolean {
    return true;
  }

  @Option({ flags: '--dry-run', description: 'Lee y cuenta, no guarda' })
  readDryRun(): boolean {
    return true;
  }

  @Option({ flags: '--full-refresh', description: 'Lo lee todo de nuevo' })
  readFullRefresh(): boolean {
    return true;
  }

  @Option({ flags: '--json', description: 'El resultado como JSON' })
  readJson(): boolean {
    return true;
  }
}

/** One bar per step on stderr. How many records there are nobody says beforehand: a bar is full when its step is over. */
class Bars {
  private readonly multi = new MultiBar({ format: '{bar} {label} | {value} registros | {state}', hideCursor: true, clearOnComplete: false, stream: process.stderr, noTTYOutput: false }, Presets.shades_classic);
  private readonly bars = new Map<string, SingleBar>();

  show({ steps }: ExecutionView): void {
    for (const step of steps) {
      const bar = this.bars.get(step.step) ?? this.multi.create(1, 0, { label: stepOf(step.step).label, state: '' });
      this.bars.set(step.step, bar);
      const isOver = step.finished_at !== null;
      bar.setTotal(Math.max(isOver ? step.received : step.received * 1.25, 1));
      bar.update(step.received, { label: stepOf(step.step).label, state: STATES[step.status] });
    }
  }

  stop(): void {
    this.multi.stop();
  }
}

const STATES: Record<StepView['status'], string> = {
  pending: 'en espera', running: 'en curso', completed: 'bien', completed_with_errors: 'con errores', failed: 'falló', canceled: 'cancelado',
};

const summary = ({ id, status, steps }: ExecutionView): string =>
  [
    `Ejecución ${id}: ${STATES[status]}`,
    ...steps.map((step) => `  ${stepOf(step.step).label}: ${STATES[step.status]}; ${step.received} leídos, ${step.created} nuevos, ${step.updated} cambiados, ${step.unchanged} iguales, ${step.skipped} omitidos, ${step.failed} con fallo, ${step.errors} errores${step.error_message ? `\n    ${step.error_message}` : ''}`),
  ].join('\n');

/** Only the command line loads this: nest-commander has no place in a server. */
@Module({ imports: [DevengoModule, DevengoSyncModule], providers: [SyncActionsCommand] })
export class DevengoCliModule {}
