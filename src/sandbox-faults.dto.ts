import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

/** A failure for a simulated provider to make, so that people can rehearse an outage. */
export class ArmFault {
  @ApiProperty({ description: 'Which simulated provider, e.g. `alegra`' }) @IsString() @MaxLength(40) provider: string;
  @ApiProperty({ description: 'One of the provider’s `known` faults' }) @IsString() @MaxLength(40) fault: string;
  @ApiPropertyOptional({ enum: METHODS, description: 'Only requests of this kind' }) @IsOptional() @IsIn(METHODS) method?: string;
  @ApiPropertyOptional({ description: 'Only requests whose path contains this' }) @IsOptional() @IsString() @MaxLength(200) path?: string;
  @ApiPropertyOptional({ default: 1, minimum: 0, maximum: 1000, description: 'How many requests it strikes; 0 = all until it is cleared' }) @IsOptional() @IsInt() @Min(0) @Max(1000) times?: number;
  @ApiPropertyOptional({ maximum: 60_000, description: 'For waits: milliseconds' }) @IsOptional() @IsInt() @Min(0) @Max(60_000) ms?: number;
  @ApiPropertyOptional({ maximum: 3600, description: 'For 429: seconds that the provider asks to wait' }) @IsOptional() @IsInt() @Min(1) @Max(3600) retry_after?: number;
}

export class ClearFaults {
  @ApiPropertyOptional({ description: 'Left out = of every provider' }) @IsOptional() @IsString() @MaxLength(40) provider?: string;
}

export class ArmedFaultView {
  @ApiProperty() fault: string;
  @ApiProperty({ type: String, nullable: true }) method: string | null;
  @ApiProperty({ type: String, nullable: true }) path: string | null;
  @ApiProperty({ type: Number, nullable: true, description: 'Strikes left; null = until it is cleared' }) times: number | null;
  @ApiProperty({ type: Object }) options: Record<string, unknown>;
}

export class ProviderFaults {
  @ApiProperty() provider: string;
  @ApiProperty({ type: [String] }) known: string[];
  @ApiProperty({ type: [ArmedFaultView] }) armed: ArmedFaultView[];
}

export class ProviderFaultsPage {
  @ApiProperty({ type: [ProviderFaults] }) data: ProviderFaults[];
  @ApiProperty({ type: String, nullable: true }) next_cursor: string | null;
}
