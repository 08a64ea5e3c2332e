import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow, CurrentCaller, type Caller } from '../../core/auth/index.js';
import { ConnectionCheckService } from '../../core/credentials/index.js';
import { CreateInstance, InstanceQuery } from './dto/instance.dto.js';
import { readId } from './erpnext.controller.js';
import { InstallKeyField } from './services/install-key-field.service.js';
import { Instances } from './services/instances.service.js';

/** ERPNext sites by number. They are credentials: what is not here is under `/api/credentials`. */
@ApiTags('erpnext')
@Controller('api/v1/workflow/instances')
export class ErpnextInstancesController {
  constructor(
    private readonly instances: Instances,
    private readonly checks: ConnectionCheckService,
    private readonly installer: InstallKeyField,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Instances; their secrets are never shown' })
  list(@CurrentCaller() caller: Caller, @Query() query: InstanceQuery) {
    return this.instances.list(caller, query);
  }

  @Post()
  @Allow('manager')
  @ApiOperation({ summary: 'A new instance' })
  create(@CurrentCaller() caller: Caller, @Body() body: CreateInstance) {
    return this.instances.create(caller, body);
  }

  @Post(':id/check')
  @HttpCode(200)
  @Allow('manager')
  @ApiOperation({ summary: 'Versions, user, permissions and key field; changes nothing' })
  check(@CurrentCaller() caller: Caller, @Param('id') id: string) {
    return this.checks.check(caller, readId(id));
  }

  @Post(':id/install-key-field')
  @HttpCode(202)
  @Allow('manager')
  @ApiOperation({ summary: 'Makes the unique custom field for the key, where it is missing' })
  install(@CurrentCaller() caller: Caller, @Param('id') id: string) {
    return this.installer.request(caller, readId(id), 'api');
  }
}
