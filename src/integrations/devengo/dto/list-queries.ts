import { applyDecorators } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { ACCRUAL_STATUSES, ACCRUED_KINDS, CONTRACT_STATUSES, INVOICE_KINDS, INVOICE_STATUSES, PERIOD_STATUSES, SERVICE_TYPES, SYSTEMS } from '../entities/words.js';
import { OptionalDayField, OptionalMonthField } from './fields.js';

const Text = (): PropertyDecorator => applyDecorators(ApiPropertyOptional(), IsOptional(), IsString(), MaxLength(200));
const Id = (): PropertyDecorator => applyDecorators(ApiPropertyOptional(), IsOptional(), Type(() => Number), IsInt(), Min(1), Max(2_147_483_647));
const OneOf = (words: readonly string[]): PropertyDecorator => applyDecorators(ApiPropertyOptional({ enum: words }), IsOptional(), IsIn(words));

class PageQuery {
  @Text() company?: string;
  @ApiPropertyOptional({ description: 'next_cursor of the page before' }) @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(2_147_483_647) cursor?: number;
  @ApiPropertyOptional({ default: 100, maximum: 1000 }) @Type(() => Number) @IsInt() @Min(1) @Max(1000) limit: number = 100;
}

/** `start_date` is included, `end_date` is not: as in the synchronisation. */
class DatedQuery extends PageQuery {
  @OptionalDayField() start_date?: string;
  @OptionalDayField() end_date?: string;
}

export class ClientsQuery extends PageQuery {
  @Text() name?: string;
  @Text() email?: string;
  @Text() external_id?: string;
  @OneOf(SYSTEMS) system?: string;
}

export class ServicesQuery extends PageQuery {
  @OneOf(SERVICE_TYPES) service_type?: string;
  @Text() account_identifier?: string;
  @Text() external_id?: string;
}

export class ContractsQuery extends DatedQuery {
  @OneOf(CONTRACT_STATUSES) status?: string;
  @OneOf(ACCRUAL_STATUSES) accrual_status?: string;
  @Id() client_id?: number;
  @Id() service_id?: number;
}

export class InvoicesQuery extends DatedQuery {
  @OneOf(INVOICE_KINDS) kind?: string;
  @OneOf(INVOICE_STATUSES) status?: string;
  @Id() client_id?: number;
  @Id() contract_id?: number;
  @Text() external_id?: string;
  @Text() invoice_number?: string;
}

export class PeriodsQuery extends DatedQuery {
  @OneOf(PERIOD_STATUSES) status?: string;
  @Id() contract_id?: number;
  @Id() client_id?: number;
  @Text() external_id?: string;
}

export class AccruedQuery extends DatedQuery {
  @OptionalMonthField() month?: string;
  @OneOf(ACCRUED_KINDS) kind?: string;
  @OneOf(SERVICE_TYPES) service_type?: string;
  @Id() contract_id?: number;
  @Text() currency?: string;
}

export class NoticesQuery extends PageQuery {
  @OptionalMonthField() month?: string;
  @Text() type?: string;
  @Id() contract_id?: number;
}
