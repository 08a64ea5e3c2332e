import { Controller, HttpCode, Param, Post, Req } from '@nestjs/common';
import { ApiBody, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import { CurrentCaller, type Caller } from '../../core/auth/index.js';
import { ReceiveDocument } from './services/receive-document.service.js';

@ApiTags('oppen')
@Controller('api/oppen/documents')
export class OppenController {
  constructor(private readonly receiver: ReceiveDocument) {}

  @Post(':company')
  @HttpCode(202)
  @ApiOperation({ summary: 'A document for one company' })
  @ApiBody({ schema: { type: 'object', example: { reference: 'DOC-1', total: '100.00' } } })
  receive(@CurrentCaller() caller: Caller, @Param('company') company: string, @Req() request: Request & { rawBody?: Buffer }) {
    return this.receiver.receive(caller, company, request);
  }
}
