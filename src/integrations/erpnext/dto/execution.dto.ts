import { ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsBoolean, IsIn, IsInt, IsObject, IsOptional, IsString, Max, MaxLength, Min, ValidateNested } from 'class-validator';
import { IsGiven } from '../../../core/problems/index.js';
import { PROGRESS, STEPS } from '../mapping/steps.js';

const STEP_NAMES = STEPS.map(({ name }) => name);

/** Narrows failed executions down. */
export class FailedQuery {
  @ApiPropertyOptional() @IsOptional() @IsString() @MaxLength(63) company?: string;
  @ApiPropertyOptional({ enum: STEP_NAMES }) @IsOptional() @IsIn(STEP_NAMES) failed_step?: string;
  @ApiPropertyOptional({ example: 'erpnext.unauthorized' }) @IsOptional() @IsString() @MaxLength(200) error_code?: string;
}

export class ExecutionQuery extends FailedQuery {
  @ApiPropertyOptional({ enum: [...PROGRESS, 'failed'] }) @IsOptional() @IsIn([...PROGRESS, 'failed']) status?: string;
  @ApiPropertyOptional({ description: '`next_cursor` of the page before' }) @IsOptional() @Type(() => Number) @IsInt() @Min(0) @Max(2_147_483_647) cursor?: number;
  @ApiPropertyOptional({ default: 50, maximum: 500 }) @Type(() => Number) @IsInt() @Min(1) @Max(500) limit: number = 50;
}

export class ReasonBody {
  @ApiPropertyOptional({ maxLength: 500 }) @IsOptional() @IsString() @MaxLength(500) reason?: string;
}

export class ResumeManyBody extends ReasonBody {
  @ApiPropertyOptional({ type: [Number], maxItems: 1000 })
  @IsGiven() @IsArray() @ArrayMinSize(1) @ArrayMaxSize(1_000) @IsInt({ each: true }) @Min(1, { each: true }) @Max(2_147_483_647, { each: true }) ids?: number[];
  // Null is not "none": a program that lost its filter must not resume everything.
  @ApiPropertyOptional({ type: FailedQuery, description: 'Of those that have failed; `{}` is all of them' }) @IsGiven() @IsObject() @ValidateNested() @Type(() => FailedQuery) filter?: FailedQuery;
  @ApiPropertyOptional({ description: 'Count only, resume nothing' }) @IsOptional() @IsBoolean() dry_run?: boolean;
}

export class CancelBody extends ReasonBody {
  @ApiPropertyOptional({ default: false, description: 'Left out or false: only shows what would be done' }) @IsOptional() @IsBoolean() confirm?: boolean;
}

export class EditBody extends ReasonBody {
  @ApiPropertyOptional({ type: Object, description: 'The whole body of start-workflow, mended' }) @IsObject() payload_json: Record<string, unknown>;
}
