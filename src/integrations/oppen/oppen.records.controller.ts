import { Body, Controller, Get, Param, ParseIntPipe, Patch, Post, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { CurrentCaller, type Caller } from '../../core/auth/index.js';
import { companyOf } from '../../core/companies/index.js';
import { AnticipoBody, AnticipoChange, DayBody, LocalBody } from './dto/bodies.js';
import { AnticipoQuery, DayQuery, PageQuery, SyncQuery } from './dto/queries.js';
import { StatisticsQuery } from './dto/selection.js';
import { CountDays } from './services/count-days.service.js';
import { ListRecords } from './services/list-records.service.js';
import { RecordDomain, type Recorded } from './services/record-domain.service.js';

/** Shops, closings, advances, audits and what became of the invoices. */
@ApiTags('oppen')
@Controller('api/oppen')
export class OppenRecordsController {
  constructor(
    private readonly lists: ListRecords,
    private readonly records: RecordDomain,
    private readonly counts: CountDays,
  ) {}

  @Get('locales')
  @ApiOperation({ summary: 'Shops' })
  locales(@CurrentCaller() caller: Caller, @Query() query: PageQuery) {
    return this.lists.list(caller, 'oppen_local', query);
  }

  @Post('locales')
  @ApiOperation({ summary: 'A shop; one that exists is answered as it is (200)' })
  async addLocal(@CurrentCaller() caller: Caller, @Body() { company, nombre }: LocalBody, @Res({ passthrough: true }) response: Response) {
    return answer(response, await this.records.local(caller, companyOf(caller, company), nombre));
  }

  @Get('cierres')
  @ApiOperation({ summary: 'Closed days' })
  cierres(@CurrentCaller() caller: Caller, @Query() query: DayQuery) {
    return this.lists.list(caller, 'oppen_cierre', query);
  }

  @Post('cierres')
  @ApiOperation({ summary: 'The day of a shop is closed' })
  async addCierre(@CurrentCaller() caller: Caller, @Body() { company, local, fecha }: DayBody, @Res({ passthrough: true }) response: Response) {
    return answer(response, await this.records.cierre(caller, { company: companyOf(caller, company), local, fecha }));
  }

  @Get('anticipos')
  @ApiOperation({ summary: 'Advances' })
  anticipos(@CurrentCaller() caller: Caller, @Query() query: AnticipoQuery) {
    return this.lists.list(caller, 'oppen_anticipo', query);
  }

  @Post('anticipos')
  @ApiOperation({ summary: 'An advance; `resuelto` settles the same one that is pending, if there is one' })
  async addAnticipo(@CurrentCaller() caller: Caller, @Body() body: AnticipoBody, @Res({ passthrough: true }) response: Response) {
    const { company, local, fecha, monto, descripcion = '', estado = 'pendiente' } = body;
    return answer(response, await this.records.anticipo(caller, { company: companyOf(caller, company), local, fecha, monto, descripcion, estado }));
  }

  @Patch('anticipos/:id')
  @ApiOperation({ summary: 'Settle an advance, or take that back' })
  changeAnticipo(@CurrentCaller() caller: Caller, @Param('id', ParseIntPipe) id: number, @Body() { estado }: AnticipoChange) {
    return this.records.changeAnticipo(caller, id, estado);
  }

  @Get('auditados')
  @ApiOperation({ summary: 'Audited days' })
  auditados(@CurrentCaller() caller: Caller, @Query() query: DayQuery) {
    return this.lists.list(caller, 'oppen_local_auditado', query);
  }

  @Get('sync')
  @ApiOperation({ summary: 'What became of each invoice in Oppen' })
  sync(@CurrentCaller() caller: Caller, @Query() query: SyncQuery) {
    return this.lists.list(caller, 'oppen_sync_log', query);
  }

  @Get('statistics')
  @ApiOperation({ summary: 'Pending, sent and failed per shop and day, of the last 30 days unless told otherwise; totals and recent errors' })
  statistics(@CurrentCaller() caller: Caller, @Query() query: StatisticsQuery) {
    return this.counts.count(caller, query);
  }
}

function answer(response: Response, { created, record }: Recorded) {
  response.status(created ? 201 : 200);
  return record;
}
