import { Module } from '@nestjs/common';
import { OppenController } from './oppen.controller.js';
import { OppenProcessor } from './oppen.processor.js';
import { OppenChecker } from './services/check-connection.service.js';
import { OppenHandler } from './services/handle-document.service.js';
import { ReceiveDocument } from './services/receive-document.service.js';

@Module({
  controllers: [OppenController],
  providers: [OppenChecker, OppenHandler, OppenProcessor, ReceiveDocument],
})
export class OppenModule {}
