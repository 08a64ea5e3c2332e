import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsUUID, Max, Min } from 'class-validator';

export class LastRunView {
  @ApiProperty() at: Date;
  @ApiProperty({ enum: ['running', 'completed', 'failed'] }) state: string;
  @ApiProperty({ type: Object, nullable: true }) result: unknown;
  @ApiProperty({ type: String, nullable: true }) error: string | null;
}

export class ScheduleView {
  @ApiProperty({ example: 'alegra.sync-catalog' }) name: string;
  @ApiProperty({ example: '0 2 * * *' }) cron: string;
  @ApiProperty() timezone: string;
  @ApiProperty() description: string;
  @ApiProperty() paused: boolean;
  @ApiProperty({ type: LastRunView, nullable: true }) last_run: LastRunView | null;
  @ApiProperty({ type: Date, nullable: true, description: 'null while paused' }) next_run_at: Date | null;
}

export class ScheduleList {
  @ApiProperty({ type: [ScheduleView] }) data: ScheduleView[];
  @ApiProperty({ type: String, nullable: true }) next_cursor: null;
}

export class RunView {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty() schedule: string;
  @ApiProperty() due_at: Date;
  @ApiProperty({ enum: ['tick', 'manual'] }) trigger: string;
  @ApiProperty({ enum: ['running', 'completed', 'failed'] }) state: string;
  @ApiProperty({ type: Object, nullable: true }) result: unknown;
  @ApiProperty({ type: String, nullable: true }) error: string | null;
  @ApiProperty() started_at: Date;
  @ApiProperty({ type: Date, nullable: true }) finished_at: Date | null;
}

export class RunPage {
  @ApiProperty({ type: [RunView] }) data: RunView[];
  @ApiProperty({ type: String, nullable: true }) next_cursor: string | null;
}

export class StartedRun {
  @ApiProperty({ format: 'uuid' }) run_id: string;
  @ApiProperty() schedule: string;
  @ApiProperty({ enum: ['running'] }) state: 'running';
}

export class RunQuery {
  @ApiPropertyOptional({ description: 'next_cursor of the page before' }) @IsOptional() @IsUUID() cursor?: string;
  @ApiPropertyOptional({ default: 50, minimum: 1, maximum: 500 }) @Type(() => Number) @IsInt() @Min(1) @Max(500) limit: number = 50;
}
