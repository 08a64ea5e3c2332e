import { Body, Controller, Delete, Get, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { ApiKey } from './api-key.entity.js';
import { ApiKeysService } from './api-keys.service.js';
import type { Caller } from './caller.js';
import { Allow, CurrentCaller } from './decorators.js';
import { ApiKeyAnswer, ApiKeyList, CreateApiKey, CreatedApiKey } from './dto/api-keys.dto.js';

@ApiTags('api-keys')
@Controller('api/api-keys')
@Allow('admin')
export class ApiKeysController {
  constructor(private readonly keys: ApiKeysService) {}

  @Get()
  @ApiOkResponse({ type: ApiKeyList })
  async list(@CurrentCaller() caller: Caller): Promise<ApiKeyList> {
    return { data: (await this.keys.list(caller)).map(answer), next_cursor: null };
  }

  /** The answer is the only one that ever holds the key. */
  @Post()
  @ApiCreatedResponse({ type: CreatedApiKey })
  async create(@CurrentCaller() caller: Caller, @Body() body: CreateApiKey): Promise<CreatedApiKey> {
    const { key, row } = await this.keys.create(caller, body);
    return { ...answer(row), key };
  }

  /** Revokes it; the row stays, for the audit trail. */
  @Delete(':id')
  @HttpCode(204)
  @ApiNoContentResponse()
  async revoke(@CurrentCaller() caller: Caller, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    await this.keys.revoke(caller, id);
  }
}

const answer = ({ key_hash: _hash, ...row }: ApiKey): ApiKeyAnswer => row;
