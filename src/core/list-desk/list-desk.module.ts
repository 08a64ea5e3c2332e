import { Module } from '@nestjs/common';
import { MessageLogModule } from '../message-log/index.js';
import { BulkService } from './bulk.service.js';
import { ListExports } from './list-exports.service.js';
import { ListsController } from './lists.controller.js';
import { Lists } from './lists.service.js';

/** What people do with whole lists: act on many rows, take them away as files. */
@Module({ imports: [MessageLogModule], controllers: [ListsController], providers: [Lists, BulkService, ListExports] })
export class ListDeskModule {}
