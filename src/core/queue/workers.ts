import { Injectable } from '@nestjs/common';
import { BullRegistrar } from '@nestjs/bullmq';
import { ModulesContainer } from '@nestjs/core';
import { MessageProcessor } from './processor.js';

/** Starts and stops this process's workers; a process without the worker role never starts them. */
@Injectable()
export class Workers {
  private processors: MessageProcessor[] = [];

  constructor(
    private readonly registrar: BullRegistrar,
    private readonly modules: ModulesContainer,
  ) {}

  start(concurrency: number): void {
    this.registrar.register();
    this.processors = [...this.modules.values()]
      .flatMap((module) => [...module.providers.values()])
      .map(({ instance }) => instance as unknown)
      .filter((instance): instance is MessageProcessor => instance instanceof MessageProcessor);
    for (const { worker } of this.processors) {
      worker.concurrency = concurrency;
      worker.on('error', () => undefined); // the queue's database is away: BullMQ reconnects by itself, health tells
    }
  }

  /** Takes no more jobs and waits for those in hand, at most `graceMs`. */
  async stop(graceMs: number): Promise<void> {
    const closed = Promise.all(this.processors.map(({ worker }) => worker.close()));
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, graceMs)));
    await Promise.race([closed, late]);
    clearTimeout(timer);
    this.processors = [];
  }
}
