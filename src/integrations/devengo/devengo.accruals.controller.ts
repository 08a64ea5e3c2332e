import { Body, Controller, Get, HttpCode, Param, ParseIntPipe, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow, assertSees, CurrentCaller, type Caller } from '../../core/auth/index.js';
import { CompaniesService, companyOf } from '../../core/companies/index.js';
import { invalidFields } from '../../core/problems/index.js';
import { NoticesQuery } from './dto/list-queries.js';
import { CompanyQuery, ForecastQuery, MonthQuery, RunBody } from './dto/report-queries.js';
import { readMonth } from './mapping/accruals/calendar.js';
import { ClosingCheckReport } from './services/closing-check.service.js';
import { CloseMonths } from './services/close-months.service.js';
import { ForecastAccruals } from './services/forecast.service.js';
import { ListDevengo } from './services/list-devengo.service.js';
import { RunAccruals } from './services/run-accruals.service.js';
import { ShowContract } from './services/show-contract.service.js';

const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;

/** A month's accruals: computed, checked, closed; and where each number comes from. */
@ApiTags('accruals')
@Controller('api/accruals')
export class DevengoAccrualsController {
  constructor(
    private readonly companies: CompaniesService,
    private readonly accruals: RunAccruals,
    private readonly books: CloseMonths,
    private readonly checks: ClosingCheckReport,
    private readonly forecasts: ForecastAccruals,
    private readonly contracts: ShowContract,
    private readonly lists: ListDevengo,
  ) {}

  @Post('run')
  @HttpCode(200)
  @Allow('manager')
  @ApiOperation({ summary: 'Computes every open month up to this one anew; `dry_run` writes nothing' })
  async run(@CurrentCaller() caller: Caller, @Body() { company, month, dry_run }: RunBody) {
    const { code } = await this.companies.get(caller, companyOf(caller, company));
    return this.accruals.run(code, readMonth(month), { dryRun: dry_run });
  }

  @Get('months')
  @ApiOperation({ summary: 'The months of the books, newest first' })
  async months(@CurrentCaller() caller: Caller, @Query() { company }: CompanyQuery) {
    return { data: await this.books.list(caller, companyOf(caller, company)) };
  }

  @Post('months/:month/close')
  @HttpCode(200)
  @Allow('manager')
  @ApiOperation({ summary: 'Closes a month: from here on it does not change' })
  close(@CurrentCaller() caller: Caller, @Param('month') month: string, @Query() { company }: CompanyQuery) {
    return this.books.close(caller, companyOf(caller, company), monthIn(month));
  }

  @Post('months/:month/open')
  @HttpCode(200)
  @Allow('manager')
  @ApiOperation({ summary: 'Opens the last closed month again' })
  open(@CurrentCaller() caller: Caller, @Param('month') month: string, @Query() { company }: CompanyQuery) {
    return this.books.open(caller, companyOf(caller, company), monthIn(month));
  }

  @Get('closing-check')
  @ApiOperation({ summary: 'What to look at before a month is closed' })
  check(@CurrentCaller() caller: Caller, @Query() { company, month, currency }: MonthQuery) {
    return this.checks.of(seen(caller, company), month, currency);
  }

  @Get('forecast')
  @ApiOperation({ summary: 'What the months to come are expected to recognise' })
  forecast(@CurrentCaller() caller: Caller, @Query() { company, months, currency }: ForecastQuery) {
    return this.forecasts.of(seen(caller, company), currency, months);
  }

  @Get('companies')
  @ApiOperation({ summary: 'The companies the caller sees, with the years in which there are documents or books' })
  async companiesWithYears(@CurrentCaller() caller: Caller) {
    return { data: await this.books.companies(caller) };
  }

  @Get('notices')
  @ApiOperation({ summary: 'What people should look at, by month; without `company`, of every company the caller sees' })
  notices(@CurrentCaller() caller: Caller, @Query() query: NoticesQuery) {
    return this.lists.list(caller, 'notices', { ...query });
  }

  @Get('contracts/:id')
  @ApiOperation({ summary: 'A contract with its documents, periods, snapshots and rows: where a number comes from' })
  contract(@CurrentCaller() caller: Caller, @Param('id', ParseIntPipe) id: number) {
    return this.contracts.show(caller, id);
  }
}

/** The company of a request that only reads. 404 for another's. */
export function seen(caller: Caller, given: string | undefined): string {
  const company = companyOf(caller, given);
  assertSees(caller, company);
  return company;
}

function monthIn(month: string): number {
  if (!MONTH.test(month)) throw invalidFields({ path: 'month', es: 'debe ser un mes, AAAA-MM, como 2024-03', en: 'must be a month, YYYY-MM, like 2024-03' });
  return readMonth(month);
}
