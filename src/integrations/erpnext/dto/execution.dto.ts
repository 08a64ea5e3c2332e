import { ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsBoolean, IsIn, IsInt, IsObject, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { PROGRESS } from '../mapping/steps.js';

export class ExecutionQuery {
  @ApiPropertyOptional({ enum: [...PROGRESS, 'failed'] }) @IsOptional() @IsIn([...PROGRESS, 'failed']) status?: string;
  @ApiPropertyOptional() @IsOptional() @IsString() @MaxLength(63) company?: string;
  @ApiPropertyOptional({ description: '`next_cursor` of the page before' }) @IsOptional() @Type(() => Number) @IsInt() @Min(0) @Max(2_147_483_647) cursor?: number;
  @ApiPropertyOptional({ default: 50, maximum: 500 }) @Type(() => Number) @IsInt() @Min(1) @Max(500) limit: number = 50;
}

export class ReasonBody {
  @ApiPropertyOptional({ maxLength: 500 }) @IsOptional() @IsString() @MaxLength(500) reason?: string;
}

export class CancelBody extends ReasonBody {
  @ApiPropertyOptional({ default: false, description: 'Left out or false: only shows what would be done' }) @IsOptional() @IsBoolean() confirm?: boolean;
}

export class EditBody extends ReasonBody {
  @ApiPropertyOptional({ type: Object, description: 'The whole body of start-workflow, mended' }) @IsObject() payload_json: Record<string, unknown>;
}
