import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow, CurrentCaller, type Caller } from '../../core/auth/index.js';
import { companyOf } from '../../core/companies/index.js';
import { DayBody, UnmarkBody } from './dto/bodies.js';
import { SelectionBody } from './dto/selection.js';
import { AuditShop } from './services/audit-shop.service.js';
import { ResendSelected } from './services/resend-selected.service.js';

/** The auditor's actions, under the routes the specification gives them. */
@ApiTags('oppen')
@Controller('api')
export class OppenController {
  constructor(
    private readonly shops: AuditShop,
    private readonly selected: ResendSelected,
  ) {}

  @Post('marcar_auditado')
  @HttpCode(200)
  @Allow('manager')
  @ApiOperation({ summary: "Sign off a shop's day and send its invoices to Oppen; it stays audited whatever Oppen does" })
  mark(@CurrentCaller() caller: Caller, @Body() { company, local, fecha }: DayBody) {
    return this.shops.mark(caller, { company: companyOf(caller, company), local, fecha });
  }

  @Post('reenviar_facturas_oppen')
  @HttpCode(200)
  @Allow('manager')
  @ApiOperation({ summary: 'Send what is missing or failed of an audited day, never what was sent' })
  resend(@CurrentCaller() caller: Caller, @Body() { company, local, fecha }: DayBody) {
    return this.shops.resend(caller, { company: companyOf(caller, company), local, fecha });
  }

  @Post('oppen/reenviar')
  @HttpCode(202)
  @Allow('manager')
  @ApiOperation({ summary: 'Send selected invoices of audited days again, in the background; never what was sent' })
  resendSelected(@CurrentCaller() caller: Caller, @Body() { ids, reason }: SelectionBody) {
    return this.selected.resend(caller, ids, reason);
  }

  @Post('oppen/desmarcar_auditado')
  @HttpCode(200)
  @Allow('admin')
  @ApiOperation({ summary: 'Take an audit back, with the reason; what was sent stays sent' })
  unmark(@CurrentCaller() caller: Caller, @Body() { company, local, fecha, motivo }: UnmarkBody) {
    return this.shops.unmark(caller, { company: companyOf(caller, company), local, fecha }, motivo);
  }
}
