import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { errorList } from '../integration-errors/error-list.js';
import { IntegrationRegistry } from '../integration/index.js';
import { EntityList } from '../lists/index.js';
import { messageList } from '../message-log/message-list.js';
import { notFound } from '../problems/index.js';
import { retryList } from '../retry-queue/retry-list.js';

export const LIST_NAMES = ['messages', 'errors', 'retry-queue'] as const;
export type ListName = (typeof LIST_NAMES)[number];

/** The lists people act on and take away as files: the same rows, by the same filters, as the back-office shows. */
@Injectable()
export class Lists {
  private readonly all: Record<ListName, EntityList>;

  constructor(db: DataSource, registry: IntegrationRegistry) {
    const ids = registry.all.map(({ id }) => id);
    this.all = {
      messages: new EntityList(db, messageList(ids)), errors: new EntityList(db, errorList(ids)), 'retry-queue': new EntityList(db, retryList(ids)),
    };
  }

  get(name: string): EntityList {
    const known = LIST_NAMES.find((one) => one === name);
    if (!known) throw notFound();
    return this.all[known];
  }
}
