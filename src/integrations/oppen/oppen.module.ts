import { Module } from '@nestjs/common';
import { OppenDomainModule } from './oppen.domain.module.js';
import { OppenProcessor } from './oppen.processor.js';
import { OppenChecker } from './services/check-connection.service.js';
import { OppenHandler } from './services/handle-document.service.js';
import { SendFactura } from './services/send-factura.service.js';

@Module({
  imports: [OppenDomainModule],
  providers: [OppenChecker, OppenHandler, OppenProcessor, SendFactura],
})
export class OppenModule {}
