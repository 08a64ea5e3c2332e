import { Body, Controller, Get, Param, ParseUUIDPipe, Patch, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { AppUser } from './app-user.entity.js';
import type { Caller } from './caller.js';
import { Allow, CurrentCaller } from './decorators.js';
import { CreateUser, UpdateUser, UserAnswer, UserList } from './dto/users.dto.js';
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
}

const answer = ({ password_hash: _hash, ...user }: AppUser): UserAnswer => user;
