import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Req } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import type { AppUser } from './app-user.entity.js';
import type { Caller } from './caller.js';
import { Allow, CurrentCaller, PeopleOnly } from './decorators.js';
import { ChangePassword, ProfileAnswer, SessionList, SessionsEnded, UpdateProfile } from './dto/profile.dto.js';
import { ProfileService } from './profile.service.js';
import { signIn } from './session.js';
import { sessionKey, UserSessions } from './user-sessions.service.js';

/** A person about themselves: whoever may only look may still change their own password. Keys have no profile. */
@ApiTags('profile')
@Controller('api/profile')
@Allow('viewer')
@PeopleOnly()
export class ProfileController {
  constructor(
    private readonly profile: ProfileService,
    private readonly sessions: UserSessions,
  ) {}

  @Get()
  @ApiOkResponse({ type: ProfileAnswer })
  async get(@CurrentCaller() caller: Caller): Promise<ProfileAnswer> {
    return answer(await this.profile.get(caller));
  }

  @Patch()
  @ApiOkResponse({ type: ProfileAnswer })
  async update(@CurrentCaller() caller: Caller, @Body() body: UpdateProfile): Promise<ProfileAnswer> {
    return answer(await this.profile.update(caller, body));
  }

  /** Every other session of this person ends; this one goes on under a new id. */
  @Post('password')
  @HttpCode(204)
  @ApiNoContentResponse()
  async changePassword(@CurrentCaller() caller: Caller, @Req() request: Request, @Body() body: ChangePassword): Promise<void> {
    await this.profile.changePassword(caller, body.current, body.password);
    await signIn(request, caller, { id_token: request.session.id_token });
  }

  /** Where this person is signed in, last seen first. */
  @Get('sessions')
  @ApiOkResponse({ type: SessionList })
  async list(@CurrentCaller() caller: Caller, @Req() request: Request): Promise<SessionList> {
    const own = sessionKey(request.sessionID);
    return { data: (await this.sessions.list(caller.id!)).map((session) => ({ ...session, current: session.id === own })), next_cursor: null };
  }

  /** All but the one that asks. */
  @Delete('sessions')
  @ApiOkResponse({ type: SessionsEnded })
  async endOthers(@CurrentCaller() caller: Caller, @Req() request: Request): Promise<SessionsEnded> {
    return { ended: await this.profile.endOthers(caller, sessionKey(request.sessionID)) };
  }

  @Delete('sessions/:id')
  @HttpCode(204)
  @ApiNoContentResponse()
  endOne(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<void> {
    return this.profile.endSession(caller, id);
  }
}

const answer = ({ id, email, name, role, companies, locale, last_login_at }: AppUser): ProfileAnswer => ({ id, email, name, role, companies, locale, last_login_at });
