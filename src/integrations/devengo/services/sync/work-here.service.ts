import { Injectable } from '@nestjs/common';
import { setTimeout as pause } from 'node:timers/promises';
import type { Caller } from '../../../../core/auth/index.js';
import { Database } from '../../../../core/database/index.js';
import { MessagePipeline, Sweep } from '../../../../core/pipeline/index.js';
import { RunAccrualStep } from './run-accrual-step.service.js';
import { ShowExecutions, type ExecutionView } from './show-executions.service.js';

// A step that waits goes on with the newest message of its chain. One that another process works on is left to it, unless that is dead.
const NEXT = `
  SELECT n.id FROM integration_message m JOIN integration_message n ON n.correlation_id = m.correlation_id AND n.direction = 'inbound'
  WHERE m.id = $1 AND (n.status = 'received' OR (n.status = 'processing' AND n.claimed_at < now() - interval '45 seconds')) ORDER BY n.order_id DESC, n.id DESC LIMIT 1`;
const LOOK_MS = 250;

/** Works an execution off in this process, to its end; where a server runs beside, its workers may be quicker. */
@Injectable()
export class WorkHere {
  constructor(
    private readonly db: Database,
    private readonly pipeline: MessagePipeline,
    private readonly sweep: Sweep,
    private readonly accruals: RunAccrualStep,
    private readonly shown: ShowExecutions,
  ) {}

  /** `tell` hears of the execution again and again while it runs. */
  async toItsEnd(caller: Caller, id: string, tell: (view: ExecutionView) => void): Promise<ExecutionView> {
    const look = async () => {
      const view = await this.shown.find(caller, id);
      tell(view);
      return view;
    };
    const watching = setInterval(() => void look().catch(() => undefined), LOOK_MS);
    try {
      await this.accruals.run(id);
      for (let view = await look(); view.status === 'pending' || view.status === 'running'; view = await look()) await this.advance(view);
      return await look();
    } finally {
      clearInterval(watching);
    }
  }

  private async advance({ steps }: ExecutionView): Promise<void> {
    const step = steps.find(({ status, message_id }) => (status === 'running' || status === 'pending') && message_id !== null);
    const [next] = step ? await this.db.rows<{ id: string }>(NEXT, [step.message_id]) : [];
    if (next) await this.pipeline.work(next.id);
    // Nothing to do now: a retry may be due, which only a sweep brings where no server runs.
    if (!next || step?.next_attempt_at) await this.sweep.sweepAll();
    await pause(next ? 20 : LOOK_MS);
  }
}
