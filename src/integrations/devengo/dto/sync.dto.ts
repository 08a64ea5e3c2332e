import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import { IsBoolean, IsIn, IsInt, IsOptional, IsString, IsUUID, Matches, Max, MaxLength, Min } from 'class-validator';
import { says } from '../../../core/problems/index.js';
import { RUN_STATUSES } from '../entities/words.js';
import { STEP_NAMES, type StepName } from '../mapping/steps.js';

const isDay = says({ es: 'debe ser una fecha AAAA-MM-DD, el primer día de un mes', en: 'must be a date YYYY-MM-DD, the first day of a month' });
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** What every synchronisation may be asked. Without dates it reads what it needs: everything the first time, then the last months again. */
export class SyncBody {
  @ApiPropertyOptional() @IsOptional() @IsString() @MaxLength(63) company?: string;
  @ApiPropertyOptional({ example: '2024-03-01', description: 'First day of a month' }) @IsOptional() @IsString() @Matches(DAY, isDay) start_date?: string;
  @ApiPropertyOptional({ example: '2024-07-01', description: 'First day of a month; not included' }) @IsOptional() @IsString() @Matches(DAY, isDay) end_date?: string;
  @ApiPropertyOptional({ default: false, description: 'Reads and counts, writes nothing' }) @IsOptional() @IsBoolean() dry_run?: boolean;
  @ApiPropertyOptional({ default: false, description: 'Reads everything again, not only the last months' }) @IsOptional() @IsBoolean() full_refresh?: boolean;
}

class YearBody extends SyncBody {
  @ApiPropertyOptional({ example: 2024 }) @IsOptional() @IsInt() @Min(2000) @Max(2100) year?: number;
}

export class StepBody extends YearBody {
  @ApiProperty({ enum: STEP_NAMES }) @IsIn(STEP_NAMES) step_name: StepName;
}

export class ProcessBody extends YearBody {
  @ApiPropertyOptional({ enum: STEP_NAMES, default: 'services' }) @IsOptional() @IsIn(STEP_NAMES) from_step: StepName = 'services';
}

export class WaitQuery {
  @ApiPropertyOptional({ default: false, description: 'Answer when it is over, at most after two minutes' })
  @Transform(({ value }) => (value === '' || value === 'true' || value === '1' || value === true ? true : value === 'false' || value === '0' || value === undefined ? false : (value as unknown)))
  @IsBoolean()
  wait: boolean = false;
}

export class CompanyQuery {
  @ApiPropertyOptional() @IsOptional() @IsString() @MaxLength(63) company?: string;
}

export class ExecutionsQuery extends CompanyQuery {
  @ApiPropertyOptional({ enum: RUN_STATUSES }) @IsOptional() @IsIn(RUN_STATUSES) status?: string;
  @ApiPropertyOptional({ enum: STEP_NAMES }) @IsOptional() @IsIn(STEP_NAMES) step?: StepName;
  @ApiPropertyOptional({ description: 'next_cursor of the page before' }) @IsOptional() @IsUUID() cursor?: string;
  @ApiPropertyOptional({ default: 100, maximum: 1000 }) @Type(() => Number) @IsInt() @Min(1) @Max(1000) limit: number = 100;
}
