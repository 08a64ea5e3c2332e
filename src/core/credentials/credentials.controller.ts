import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiBody, ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Allow, CurrentCaller, type Caller } from '../auth/index.js';
import { notFound } from '../problems/index.js';
import { ConnectionCheckService } from './connection-check.service.js';
import { CredentialStateService } from './credential-state.service.js';
import { CredentialsService } from './credentials.service.js';
import { CreateCredential, CredentialQuery, PauseBody, UpdateCredential } from './dto/credential.dto.js';
import { CheckView, CredentialPage, CredentialView } from './dto/credential-view.dto.js';

@ApiTags('credentials')
@Controller('api/credentials')
export class CredentialsController {
  constructor(
    private readonly credentials: CredentialsService,
    private readonly states: CredentialStateService,
    private readonly checks: ConnectionCheckService,
  ) {}

  @Get()
  @Allow('viewer')
  @ApiOkResponse({ type: CredentialPage })
  list(@CurrentCaller() caller: Caller, @Query() query: CredentialQuery): Promise<CredentialPage> {
    return this.credentials.list(caller, query);
  }

  @Get(':id')
  @Allow('viewer')
  @ApiOkResponse({ type: CredentialView })
  get(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<CredentialView> {
    return this.credentials.get(caller, readId(id));
  }

  // Bodies arrive as they are: the service judges them together with the integration's own fields, to name all problems at once.
  @Post()
  @Allow('manager')
  @ApiBody({ type: CreateCredential })
  @ApiCreatedResponse({ type: CredentialView })
  create(@CurrentCaller() caller: Caller, @Body() body: unknown): Promise<CredentialView> {
    return this.credentials.create(caller, body);
  }

  @Patch(':id')
  @Allow('manager')
  @ApiBody({ type: UpdateCredential })
  @ApiOkResponse({ type: CredentialView })
  update(@CurrentCaller() caller: Caller, @Param('id') id: string, @Body() body: unknown): Promise<CredentialView> {
    return this.credentials.update(caller, readId(id), body);
  }

  @Post(':id/check')
  @HttpCode(200)
  @Allow('manager')
  @ApiOkResponse({ type: CheckView })
  check(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<CheckView> {
    return this.checks.check(caller, readId(id));
  }

  @Post(':id/pause')
  @HttpCode(200)
  @Allow('manager')
  @ApiOkResponse({ type: CredentialView })
  async pause(@CurrentCaller() caller: Caller, @Param('id') id: string, @Body() body: PauseBody): Promise<CredentialView> {
    const { id: known } = await this.credentials.row(caller, readId(id));
    await this.states.pause(known, body?.reason ? `${body.reason} (pausada por ${caller.name})` : `Pausada por ${caller.name}.`, { caller });
    return this.credentials.get(caller, known);
  }

  @Post(':id/resume')
  @HttpCode(200)
  @Allow('manager')
  @ApiOkResponse({ type: CredentialView })
  async resume(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<CredentialView> {
    const { id: known } = await this.credentials.row(caller, readId(id));
    await this.states.resume(known, caller);
    return this.credentials.get(caller, known);
  }
}

/** Ids are PostgreSQL integers; anything else names nothing. */
function readId(text: string): number {
  const id = /^\d{1,10}$/.test(text) ? Number(text) : NaN;
  if (!(id <= 2_147_483_647)) throw notFound();
  return id;
}
