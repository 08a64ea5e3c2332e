import { Controller, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import { ApiBody, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { Public } from '../../core/auth/index.js';
import { ReceiveWebhook, type Accepted } from './services/receive-webhook.service.js';

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
  async receive(@Req() request: Request, @Res() response: Response): Promise<void> {
    answer(response, await this.receiver.receive('default', request));
  }

  @Post(':company')
  @HttpCode(202)
  @ApiOperation({ summary: 'An ERPNext document for one company' })
  @ApiBody({ description: 'the document, as Frappe sends it; any Content-Type', schema: { type: 'object' } })
  @ApiResponse({ status: 202, description: '{"status":"accepted","messageId":"<uuid>"}' })
  async receiveFor(@Param('company') company: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    answer(response, await this.receiver.receive(company, request));
  }
}

// The busiest route of the house: Express's own `json()` would also hash the answer for an ETag nobody asks for.
function answer(response: Response, accepted: Accepted): void {
  const body = JSON.stringify(accepted);
  response.writeHead(202, { 'Content-Type': 'application/json; charset=utf-8', 'Content-Length': Buffer.byteLength(body) }).end(body);
}
