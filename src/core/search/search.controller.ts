import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { IsString, MaxLength } from 'class-validator';
import type { Caller } from '../auth/caller.js';
import { Allow, CurrentCaller } from '../auth/index.js';
import { SearchService, type SearchAnswer } from './search.service.js';

export class SearchQuery {
  @ApiProperty({ example: 'ACC-PSINV-2026-00042', description: 'an id, a reference, a number of the provider, an identification, a clave, words, or `path.to.value=it`' })
  @IsString() @MaxLength(500) q: string;
}

const ITEM = {
  type: 'object',
  properties: {
    list: { type: 'string', description: 'list of the back-office' }, id: { type: 'string' }, company: { type: 'string' }, title: { type: 'string' },
    detail: { type: 'string', nullable: true }, state: { type: 'string', nullable: true },
  },
} as const;

@ApiTags('search')
@Controller('api/search')
export class SearchController {
  constructor(private readonly searches: SearchService) {}

  @Get()
  @Allow('viewer')
  @ApiOperation({ summary: 'Finds messages and documents by whatever a person knows of them' })
  @ApiOkResponse({
    schema: {
      type: 'object',
      properties: {
        jump: { type: 'object', nullable: true, properties: { list: { type: 'string' }, id: { type: 'string' } } },
        groups: { type: 'array', items: { type: 'object', properties: { kind: { type: 'string' }, more: { type: 'boolean' }, items: { type: 'array', items: ITEM } } } },
        incomplete: { type: 'boolean' },
      },
    },
  })
  search(@CurrentCaller() caller: Caller, @Query() { q }: SearchQuery): Promise<SearchAnswer> {
    return this.searches.search(caller, q);
  }
}
