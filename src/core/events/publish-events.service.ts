import { Injectable } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { IntegrationRegistry } from '../integration/registry.js';
import { peek, toRow, type InboundRow } from '../message-log/inbound.js';
import type { CoreEvent, EventListener, EventSource } from './core-event.js';

/** Asks who listens what comes of the events of a message that is about to end well. */
@Injectable()
export class PublishEvents {
  constructor(
    private readonly modules: ModuleRef,
    private readonly registry: IntegrationRegistry,
  ) {}

  /** Rows of the log, to be stored in the same commit as the message's end. */
  async rowsOf(events: readonly CoreEvent[], source: EventSource): Promise<InboundRow[]> {
    const rows: InboundRow[] = [];
    for (const { name, data } of events) {
      for (const { listens } of this.registry.all) {
        const listener = listens?.[name];
        if (!listener) continue;
        const deliveries = await this.modules.get<EventListener>(listener, { strict: false }).hear(data, source);
        rows.push(...deliveries.map((delivery) => toRow(delivery, peek(delivery.body).stored)));
      }
    }
    return rows;
  }
}
