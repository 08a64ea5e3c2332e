import { Controller, Get, Param, ParseIntPipe, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { CurrentCaller, type Caller } from '../../core/auth/index.js';
import { sendTable } from '../../core/export/index.js';
import { invalidFields } from '../../core/problems/index.js';
import { seen } from './devengo.accruals.controller.js';
import { CompanyQuery, JournalQuery, OptionalYearQuery, RangeQuery, ReportQuery, YearQuery } from './dto/report-queries.js';
import { readMonth } from './mapping/accruals/calendar.js';
import { Journal, JOURNAL_COLUMNS } from './services/journal.service.js';
import { ReportContracts, reportColumns } from './services/report-contracts.service.js';
import { ReportDeferred, type Range } from './services/report-deferred.service.js';
import { ReportRevenue } from './services/report-revenue.service.js';

const MOST_MONTHS = 120;

/** The reports. Amounts are text with two decimals, except where the original's answer has numbers. */
@ApiTags('accruals')
@Controller('api/accruals')
export class DevengoReportsController {
  constructor(
    private readonly contracts: ReportContracts,
    private readonly deferred: ReportDeferred,
    private readonly revenue: ReportRevenue,
    private readonly journals: Journal,
  ) {}

  @Get('report')
  @ApiOperation({ summary: 'Revenue per contract, period and month; csv and xlsx have the original’s columns' })
  async report(@CurrentCaller() caller: Caller, @Query() query: ReportQuery, @Res({ passthrough: true }) response: Response) {
    const range = rangeOf(caller, query);
    if (query.format === 'json') {
      const { lines, next } = await this.contracts.page(range, query.cursor ?? 0, query.limit);
      return { start: range.start, end: range.end, data: lines, next_cursor: next === null ? null : String(next) };
    }
    return sendTable(response, query.format, { name: `accruals_${range.start}_${range.end}`, columns: reportColumns(range), rows: this.contracts.all(range) });
  }

  @Get('monthly-accruals/:year')
  @ApiOperation({ summary: 'Revenue of each month of a year' })
  monthly(@CurrentCaller() caller: Caller, @Param('year', ParseIntPipe) year: number, @Query() { company, currency }: CompanyQuery) {
    return this.revenue.monthly(seen(caller, company), currency, year);
  }

  @Get('dashboard-summary')
  @ApiOperation({ summary: 'Contracts, billed, accrued and pending; of the contracts of a year, or of all' })
  summary(@CurrentCaller() caller: Caller, @Query() { company, currency, year }: OptionalYearQuery) {
    return this.revenue.summary(seen(caller, company), currency, year);
  }

  @Get('available-years')
  @ApiOperation({ summary: 'Years that have revenue' })
  async years(@CurrentCaller() caller: Caller, @Query() { company }: CompanyQuery) {
    return { years: await this.revenue.years(seen(caller, company)) };
  }

  @Get('by-service-type')
  @ApiOperation({ summary: 'Revenue of a year by service and type' })
  byType(@CurrentCaller() caller: Caller, @Query() { company, currency, year }: YearQuery) {
    return this.revenue.byServiceType(seen(caller, company), currency, year);
  }

  @Get('roll-forward')
  @ApiOperation({ summary: 'Deferred income: opening + billed − credited − recognised = closing' })
  rollForward(@CurrentCaller() caller: Caller, @Query() query: RangeQuery) {
    return this.deferred.rollForward(rangeOf(caller, query));
  }

  @Get('waterfall')
  @ApiOperation({ summary: 'By the month of the first invoice: what was billed, when it became revenue, what is deferred' })
  waterfall(@CurrentCaller() caller: Caller, @Query() query: RangeQuery) {
    return this.deferred.waterfall(rangeOf(caller, query));
  }

  @Get('journal')
  @ApiOperation({ summary: 'The entry of a month: 485 to 705' })
  async journal(@CurrentCaller() caller: Caller, @Query() { company, month, currency, format }: JournalQuery, @Res({ passthrough: true }) response: Response) {
    const entry = await this.journals.of(seen(caller, company), month, currency);
    if (format === 'json') return entry;
    return sendTable(response, format, { name: `journal_${month}`, columns: JOURNAL_COLUMNS, rows: entry.lines });
  }
}

function rangeOf(caller: Caller, { company, currency, start, end }: RangeQuery): Range {
  const months = readMonth(end) - readMonth(start) + 1;
  if (months < 1) throw invalidFields({ path: 'end', es: 'no puede ser anterior a start', en: 'must not be before start' });
  if (months > MOST_MONTHS) throw invalidFields({ path: 'end', es: `el informe abarca como mucho ${MOST_MONTHS} meses`, en: `a report spans ${MOST_MONTHS} months at most` });
  return { company: seen(caller, company), currency, start, end };
}
