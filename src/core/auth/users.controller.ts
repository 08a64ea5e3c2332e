import { Body, Controller, Delete, Get, HttpCode, Param, ParseUUIDPipe, Patch, Post, Req } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import type { AppUser } from './app-user.entity.js';
import type { Caller } from './caller.js';
import { Allow, CurrentCaller } from './decorators.js';
import { SessionList, SessionsEnded } from './dto/profile.dto.js';
import { CreateUser, UpdateUser, UserAnswer, UserList } from './dto/users.dto.js';
import { sessionKey } from './user-sessions.service.js';
import { UsersService } from './users.service.js';

@ApiTags('users')
@Controller('api/users')
@Allow('admin')
export class UsersController {
  constructor(private readonly users: UsersService) {}

  @Get()
  @ApiOkResponse({ type: UserList })
  async list(@CurrentCaller() caller: Caller): Promise<UserList> {
    return { data: (await this.users.list(caller)).map(answer), next_cursor: null };
  }

  @Get(':id')
  @ApiOkResponse({ type: UserAnswer })
  async get(@CurrentCaller() caller: Caller, @Param('id', ParseUUIDPipe) id: string): Promise<UserAnswer> {
    return answer(await this.users.get(caller, id));
  }

  @Post()
  @ApiCreatedResponse({ type: UserAnswer })
  async create(@CurrentCaller() caller: Caller, @Body() body: CreateUser): Promise<UserAnswer> {
    return answer(await this.users.create(caller, body));
  }

  @Patch(':id')
  @ApiOkResponse({ type: UserAnswer })
  async update(@CurrentCaller() caller: Caller, @Param('id', ParseUUIDPipe) id: string, @Body() body: UpdateUser): Promise<UserAnswer> {
    return answer(await this.users.update(caller, id, body));
  }

  @Get(':id/sessions')
  @ApiOkResponse({ type: SessionList })
  async listSessions(@CurrentCaller() caller: Caller, @Req() request: Request, @Param('id', ParseUUIDPipe) id: string): Promise<SessionList> {
    const own = request.sessionID ? sessionKey(request.sessionID) : null;
    return { data: (await this.users.listSessions(caller, id)).map((session) => ({ ...session, current: session.id === own })), next_cursor: null };
  }

  /** Signs that person out everywhere. */
  @Delete(':id/sessions')
  @ApiOkResponse({ type: SessionsEnded })
  async endSessions(@CurrentCaller() caller: Caller, @Param('id', ParseUUIDPipe) id: string): Promise<SessionsEnded> {
    return { ended: await this.users.endSessions(caller, id) };
  }

  @Delete(':id/sessions/:session')
  @HttpCode(204)
  @ApiNoContentResponse()
  async endSession(@CurrentCaller() caller: Caller, @Param('id', ParseUUIDPipe) id: string, @Param('session') session: string): Promise<void> {
    await this.users.endSessions(caller, id, session);
  }
}

const answer = ({ password_hash: _hash, oidc_issuer: _issuer, oidc_subject: _subject, ...user }: AppUser): UserAnswer => user;
