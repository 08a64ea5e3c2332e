import { ApiProperty } from '@nestjs/swagger';
import type { SettingField } from '../../integration/index.js';

export class CompanySettingsAnswer {
  @ApiProperty() company: string;
  @ApiProperty() integration: string;
  @ApiProperty({ type: Object, description: 'what counts now', example: { retry_max_attempts: 3, retry_delays_seconds: [30, 120] } }) settings: Record<string, unknown>;
  @ApiProperty({ type: [String], description: 'what the company set itself; the rest are defaults' }) set: string[];
  @ApiProperty({ type: [Object], description: 'name, kind, label {es,en}, help {es,en}, default' }) fields: SettingField[];
}
