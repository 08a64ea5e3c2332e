import { Global, Module, type DynamicModule } from '@nestjs/common';
import { BullModule, getQueueToken } from '@nestjs/bullmq';
import type { Queue } from 'bullmq';
import { MessageQueue, QUEUES } from './message-queue.js';
import type { QueueBackend } from './queue-backend.js';
import { Workers } from './workers.js';

/** One queue per integration. Finished and failed jobs vanish at once: the log holds the truth. */
@Global()
@Module({})
export class QueueModule {
  static forRoot(backend: QueueBackend, integrations: readonly string[]): DynamicModule {
    const tokens = integrations.map((name) => getQueueToken(name));
    return {
      module: QueueModule,
      imports: [
        BullModule.forRoot({
          connection: backend.connection,
          extraOptions: { manualRegistration: true },
          defaultJobOptions: { removeOnComplete: true, removeOnFail: true, attempts: 1 },
        }),
        BullModule.registerQueue(...integrations.map((name) => ({ name }))),
      ],
      providers: [
        {
          provide: QUEUES,
          useFactory: (...queues: Queue[]) => new Map(queues.map((queue) => [queue.name, quiet(queue)])),
          inject: tokens,
        },
        MessageQueue,
        Workers,
      ],
      exports: [MessageQueue, Workers, BullModule],
    };
  }
}

// BullMQ writes an error without a listener to the console. It reconnects by itself; health and the sweep tell.
const quiet = (queue: Queue): Queue => queue.on('error', () => undefined);
