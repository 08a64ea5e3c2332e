import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Caller } from '../auth/caller.js';
import { Allow, CurrentCaller } from '../auth/decorators.js';
import { assertSees } from '../auth/scoping.js';
import { AuditPage, AuditQuery } from './audit.dto.js';
import { AuditService } from './audit.service.js';

@ApiTags('audit')
@Controller('api/audit')
export class AuditController {
  constructor(private readonly audit: AuditService) {}

  /** Who changed what, newest first. */
  @Get()
  @Allow('manager')
  @ApiOkResponse({ type: AuditPage })
  async list(@CurrentCaller() caller: Caller, @Query() query: AuditQuery): Promise<AuditPage> {
    if (query.company !== undefined) assertSees(caller, query.company);
    const rows = await this.audit.list(caller, { ...query, limit: query.limit + 1 });
    const data = rows.slice(0, query.limit);
    return { data, next_cursor: rows.length > query.limit ? data.at(-1)!.id : null };
  }
}
