import { Body, Controller, Get, Param, ParseIntPipe, Patch, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow, CurrentCaller, type Caller } from '../../core/auth/index.js';
import { PeriodChange, ReleaseBody, ServiceChange } from './dto/changes.js';
import { AccruedQuery, ClientsQuery, ContractsQuery, InvoicesQuery, PeriodsQuery, ServicesQuery } from './dto/list-queries.js';
import { ChangeDomain } from './services/change-domain.service.js';
import { ListDevengo } from './services/list-devengo.service.js';

/** The records of the domain, newest first, and what people decide of them. */
@ApiTags('devengo')
@Controller('api/devengo')
export class DevengoRecordsController {
  constructor(
    private readonly lists: ListDevengo,
    private readonly changes: ChangeDomain,
  ) {}

  @Get('clients')
  @ApiOperation({ summary: 'Clients, with their ids in the other systems' })
  clients(@CurrentCaller() caller: Caller, @Query() query: ClientsQuery) {
    return this.lists.list(caller, 'clients', { ...query });
  }

  @Get('services')
  @ApiOperation({ summary: 'Services' })
  services(@CurrentCaller() caller: Caller, @Query() query: ServicesQuery) {
    return this.lists.list(caller, 'services', { ...query });
  }

  @Patch('services/:id')
  @Allow('manager')
  @ApiOperation({ summary: 'How many classes a service has, a week and in all, and its type: what Holded does not say' })
  defineService(@CurrentCaller() caller: Caller, @Param('id', ParseIntPipe) id: number, @Body() body: ServiceChange) {
    return this.changes.defineService(caller, id, body);
  }

  @Get('contracts')
  @ApiOperation({ summary: 'Contracts, with where their accrual stands' })
  contracts(@CurrentCaller() caller: Caller, @Query() query: ContractsQuery) {
    return this.lists.list(caller, 'contracts', { ...query });
  }

  @Patch('contracts/:id')
  @Allow('manager')
  @ApiOperation({ summary: 'What was held back becomes revenue in the month of this day' })
  release(@CurrentCaller() caller: Caller, @Param('id', ParseIntPipe) id: number, @Body() { release_on, reason }: ReleaseBody) {
    return this.changes.release(caller, id, release_on, reason);
  }

  @Get('invoices')
  @ApiOperation({ summary: 'Invoices and credit notes, with their lines' })
  invoices(@CurrentCaller() caller: Caller, @Query() query: InvoicesQuery) {
    return this.lists.list(caller, 'invoices', { ...query });
  }

  @Get('service-periods')
  @ApiOperation({ summary: 'Enrolments in a course' })
  periods(@CurrentCaller() caller: Caller, @Query() query: PeriodsQuery) {
    return this.lists.list(caller, 'periods', { ...query });
  }

  @Patch('service-periods/:id')
  @Allow('manager')
  @ApiOperation({ summary: 'The day of the change of status, as a person knows it' })
  changePeriod(@CurrentCaller() caller: Caller, @Param('id', ParseIntPipe) id: number, @Body() { status_change_override, reason }: PeriodChange) {
    return this.changes.overrideStatusDate(caller, id, status_change_override, reason);
  }

  @Get('accrued-periods')
  @ApiOperation({ summary: 'Revenue rows, with what each was computed from' })
  accrued(@CurrentCaller() caller: Caller, @Query() query: AccruedQuery) {
    return this.lists.list(caller, 'accrued', { ...query });
  }
}
