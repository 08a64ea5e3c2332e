import { Module } from '@nestjs/common';
import { OwnListsController } from './own-lists.controller.js';
import { OwnLists } from './own-lists.service.js';

/** How each person likes their lists. */
@Module({ controllers: [OwnListsController], providers: [OwnLists] })
export class OwnListsModule {}
