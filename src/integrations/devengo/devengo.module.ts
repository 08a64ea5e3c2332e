import { Module } from '@nestjs/common';
import { DevengoAccrualsModule } from './devengo.accruals.module.js';
import { DevengoSyncModule } from './devengo.sync.module.js';

/** Holded, 4Geeks and Notion read, and what they bill accrued. One module for the three. */
@Module({ imports: [DevengoSyncModule, DevengoAccrualsModule] })
export class DevengoModule {}
