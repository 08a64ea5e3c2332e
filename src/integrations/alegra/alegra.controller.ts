import { Controller, HttpCode, Param, Post, Req } from '@nestjs/common';
import { ApiBody, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import { Public } from '../../core/auth/index.js';
import { ReceiveWebhook } from './services/receive-webhook.service.js';

@ApiTags('alegra')
@Controller('api/alegra/webhooks/erpnext')
@Public() // authenticates by Frappe's signature or by an API key, in the service
export class AlegraController {
  constructor(private readonly receiver: ReceiveWebhook) {}

  @Post()
  @HttpCode(202)
  @ApiOperation({ summary: 'An ERPNext document for the company `default`' })
  @ApiBody({ description: 'the document, as Frappe sends it; any Content-Type', schema: { type: 'object' } })
  @ApiResponse({ status: 202, description: '{"status":"accepted","messageId":"<uuid>"}' })
  receive(@Req() request: Request) {
    return this.receiver.receive('default', request);
  }

  @Post(':company')
  @HttpCode(202)
  @ApiOperation({ summary: 'An ERPNext document for one company' })
  @ApiBody({ description: 'the document, as Frappe sends it; any Content-Type', schema: { type: 'object' } })
  @ApiResponse({ status: 202, description: '{"status":"accepted","messageId":"<uuid>"}' })
  receiveFor(@Param('company') company: string, @Req() request: Request) {
    return this.receiver.receive(company, request);
  }
}
