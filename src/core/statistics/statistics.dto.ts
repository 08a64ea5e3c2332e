import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { RANGES, type Range } from './ranges.js';

export class StatisticsQuery {
  @ApiPropertyOptional({ enum: RANGES, default: '24h' }) @IsOptional() @IsIn(RANGES) range: Range = '24h';
  @ApiPropertyOptional({ description: 'one company; without it, all that the caller sees' }) @IsOptional() @IsString() @MaxLength(100) company?: string;
}

export class StepView {
  @ApiProperty() from: Date;
  @ApiProperty({ description: 'exclusive' }) to: Date;
  @ApiProperty({ type: Object, description: 'messages received then, by how they stand: an outcome, or `received`/`processing`', example: { succeeded: 12, failed: 1 } }) by_outcome: Record<string, number>;
}

export class CategoryCount {
  @ApiProperty() error_category: string;
  @ApiProperty() count: number;
}

export class OldestDue {
  @ApiProperty({ format: 'uuid' }) message_id: string;
  @ApiProperty({ description: 'received at; of a retry, when it was due' }) at: string;
  @ApiProperty({ type: String, nullable: true, description: 'why it is not moving' }) why: string | null;
}

export class ProviderView {
  @ApiProperty({ example: 'api.alegra.com' }) host: string;
  @ApiProperty() calls: number;
  @ApiProperty() failed: number;
  @ApiProperty({ type: Number, nullable: true, description: 'null while no call has ended' }) mean_ms: number | null;
  @ApiProperty() slowest_ms: number;
  @ApiProperty({ type: [CategoryCount] }) errors: CategoryCount[];
}

export class CredentialStanding {
  @ApiProperty() id: number;
  @ApiProperty() company: string;
  @ApiProperty() name: string;
  @ApiProperty() environment: string;
  @ApiProperty() active: boolean;
  @ApiProperty({ enum: ['open', 'paused', 'throttled', 'broken', 'inactive'], description: '`broken`: the circuit breaker is open' }) state: 'open' | 'paused' | 'throttled' | 'broken' | 'inactive';
  @ApiProperty({ type: String, nullable: true }) reason: string | null;
  @ApiProperty({ type: Date, nullable: true }) until: Date | null;
  @ApiProperty({ type: Number, nullable: true, description: 'the limit of calls' }) per_minute: number | null;
  @ApiProperty({ type: Number, nullable: true, description: 'calls that could leave at once; null before the first' }) calls_left: number | null;
  @ApiProperty({ type: Date, nullable: true }) last_check_at: Date | null;
  @ApiProperty({ type: Boolean, nullable: true }) last_check_ok: boolean | null;
  @ApiProperty({ type: String, nullable: true }) last_check_message: string | null;
  @ApiProperty({ type: Date, nullable: true, description: 'the session with the provider, which renews itself' }) session_until: Date | null;
  @ApiProperty({ type: String, nullable: true }) certificate_owner: string | null;
  @ApiProperty({ type: Date, nullable: true }) certificate_until: Date | null;
  @ApiProperty({ type: String, nullable: true, description: 'why the certificate cannot be used' }) certificate_problem: string | null;
}

export class ScheduleStanding {
  @ApiProperty() name: string;
  @ApiProperty() description: string;
  @ApiProperty() paused: boolean;
  @ApiProperty({ type: Date, nullable: true }) next_run_at: Date | null;
  @ApiProperty({ description: 'its time passed more than five minutes ago and nobody began it' }) late: boolean;
  @ApiProperty({ type: String, nullable: true, enum: ['running', 'completed', 'failed'] }) last_state: string | null;
  @ApiProperty({ type: String, nullable: true }) last_error: string | null;
  @ApiProperty({ type: Date, nullable: true }) last_run_at: Date | null;
}

export class EndingKey {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty() name: string;
  @ApiProperty() expires_at: Date;
}

export class IntegrationStatistics {
  @ApiProperty() id: string;
  @ApiProperty() label: string;
  @ApiProperty({ type: [StepView] }) steps: StepView[];
  @ApiProperty({ type: Object, description: 'of the whole range, by how they stand' }) by_outcome: Record<string, number>;
  @ApiProperty({ type: Number, nullable: true, description: 'succeeded of those that ended well or badly, 0…1; null when none did' }) success_rate: number | null;
  @ApiProperty({ type: [CategoryCount] }) failed_by_category: CategoryCount[];
  @ApiProperty({ description: 'now, whenever received' }) waiting: number;
  @ApiProperty() processing: number;
  @ApiProperty() retrying: number;
  @ApiProperty({ description: 'unresolved' }) errors: number;
  @ApiProperty({ type: OldestDue, nullable: true }) oldest_due: OldestDue | null;
  @ApiProperty({ type: [ProviderView], description: 'slowest first' }) providers: ProviderView[];
  @ApiProperty({ type: [CredentialStanding] }) credentials: CredentialStanding[];
  @ApiProperty({ type: [ScheduleStanding] }) schedules: ScheduleStanding[];
}

export class StatisticsFrame {
  @ApiProperty({ enum: RANGES }) range: Range;
  @ApiProperty({ type: String, nullable: true }) company: string | null;
  @ApiProperty({ description: 'the days of the chart are days of this zone' }) timezone: string;
  @ApiProperty() from: Date;
  @ApiProperty({ type: Date, nullable: true, description: 'the log is counted until then; null before the first count' }) counted_until: Date | null;
  @ApiProperty({ description: 'there is more than is counted of what waits now' }) capped: boolean;
}

export class Overview extends StatisticsFrame {
  @ApiProperty({ type: [IntegrationStatistics] }) integrations: IntegrationStatistics[];
  @ApiProperty({ type: [ScheduleStanding], description: 'of no integration' }) schedules: ScheduleStanding[];
  @ApiProperty({ type: [EndingKey], description: 'our own API keys that end within 30 days; administrators only' }) ending_keys: EndingKey[];
}

export class IntegrationAnswer extends StatisticsFrame {
  @ApiProperty({ type: IntegrationStatistics }) integration: IntegrationStatistics;
}
