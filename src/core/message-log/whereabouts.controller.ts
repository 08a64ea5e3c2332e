import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Caller } from '../auth/caller.js';
import { CurrentCaller } from '../auth/index.js';
import { REASON_CODES } from './whereabouts.js';
import { Whereabouts, type WhereaboutsView } from './whereabouts.service.js';

const nullable = (format?: string) => ({ type: 'string' as const, nullable: true, ...(format && { format }) });

const SCHEMA = {
  type: 'object' as const,
  properties: {
    reasons: {
      type: 'array' as const,
      items: {
        type: 'object' as const,
        properties: {
          code: { type: 'string' as const, enum: [...REASON_CODES] }, until: nullable('date-time'), since: nullable('date-time'), message_id: { type: 'string' as const, format: 'uuid' },
          reference: nullable(), outcome: nullable(), credential_id: { type: 'integer' as const }, credential: nullable(), by: nullable(), reason: nullable(),
          attempt: { type: 'integer' as const }, attempts: { type: 'integer' as const },
        },
        required: ['code'],
      },
    },
    links: { type: 'array' as const, items: { type: 'object' as const, properties: { label: { type: 'string' as const }, href: { type: 'string' as const } } } },
    environment: nullable(),
  },
  required: ['reasons', 'links', 'environment'],
};

@ApiTags('messages')
@Controller('api/messages')
export class WhereaboutsController {
  constructor(private readonly whereabouts: Whereabouts) {}

  @Get(':id/whereabouts')
  @ApiOperation({ summary: 'Why the message is where it is, and where its documents can be opened' })
  @ApiOkResponse({ schema: SCHEMA })
  get(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<WhereaboutsView> {
    return this.whereabouts.of(caller, id);
  }
}
