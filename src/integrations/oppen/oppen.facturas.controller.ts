import { Body, Controller, Get, HttpCode, Param, ParseIntPipe, Patch, Post, Query, Req, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { CurrentCaller, type Caller } from '../../core/auth/index.js';
import { companyOf } from '../../core/companies/index.js';
import { Env } from '../../core/config/index.js';
import { locale, say, type Locale } from '../../core/i18n/index.js';
import { invalidFields } from '../../core/problems/index.js';
import { FacturaChange } from './dto/bodies.js';
import { FacturaQuery } from './dto/queries.js';
import { TIPOS } from './mapping/tipos.js';
import { ImportFacturas } from './services/import-facturas.service.js';
import { ListRecords } from './services/list-records.service.js';
import { LoadFacturas } from './services/load-facturas.service.js';

const FACTURA = {
  type: 'object',
  properties: {
    company: { type: 'string' }, local: { type: 'string' }, fecha: { type: 'string', format: 'date' }, tipo: { enum: [...TIPOS] },
    punto_venta: { type: 'string', example: '0005' }, nro_factura: { type: 'string', example: '00001691' },
    monto: { type: 'string', example: '15000.00', description: 'VAT included; a number or a text' }, estado: { enum: ['ok', 'anulada'], default: 'ok' },
  },
  required: ['local', 'fecha', 'tipo', 'punto_venta', 'nro_factura', 'monto'],
};

/** Invoices in, one by one or by the thousand. Local, date, type, point of sale and number make one invoice, however often it comes. */
@ApiTags('oppen')
@Controller('api/oppen/facturas')
export class OppenFacturasController {
  constructor(
    private readonly lists: ListRecords,
    private readonly loader: LoadFacturas,
    private readonly importer: ImportFacturas,
    private readonly env: Env,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Invoices' })
  list(@CurrentCaller() caller: Caller, @Query() query: FacturaQuery) {
    return this.lists.list(caller, 'oppen_factura', query);
  }

  @Post()
  @ApiOperation({ summary: 'One invoice: created (201), changed or found unchanged (200)' })
  @ApiBody({ schema: FACTURA as object })
  async add(@CurrentCaller() caller: Caller, @Body() body: unknown, @Req() request: Request, @Res({ passthrough: true }) response: Response) {
    const given = (typeof body === 'object' && body !== null ? body : {}) as { company?: unknown };
    if (given.company !== undefined && typeof given.company !== 'string') throw invalidFields({ path: 'company', es: 'debe ser un texto', en: 'must be a text' });
    const company = companyOf(caller, given.company);
    const [row] = await this.loader.load(caller, company, [body]);
    if (row!.problems) throw invalidFields(...row!.problems);
    response.status(row!.status === 'created' ? 201 : 200);
    const warning = row!.warning && { warning: say(row!.warning, this.localeOf(request)) };
    return { ...(await this.lists.find('oppen_factura', company, row!.id!)), status: row!.status, ...warning };
  }

  @Patch(':id')
  @ApiOperation({ summary: 'Mend the amount, or void it; refused once it is in Oppen or on its way' })
  change(@CurrentCaller() caller: Caller, @Param('id', ParseIntPipe) id: number, @Body() body: FacturaChange) {
    return this.loader.change(caller, id, body);
  }

  @Post('import')
  @HttpCode(200)
  @ApiOperation({ summary: 'Up to 5,000 invoices: a JSON array, a CSV with a header line, or a form with either as its file' })
  @ApiQuery({ name: 'company', required: false })
  @ApiConsumes('application/json', 'text/csv', 'multipart/form-data')
  @ApiBody({ schema: { type: 'array', items: FACTURA as object } })
  import(@CurrentCaller() caller: Caller, @Req() request: Request, @Query('company') company?: string) {
    const upload = { contentType: request.get('content-type') ?? '', body: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0) };
    return this.importer.import(caller, company, upload, this.localeOf(request));
  }

  private localeOf(request: Request): Locale {
    return locale(request, this.env.DEFAULT_LOCALE as Locale);
  }
}
