import { ApiProperty } from '@nestjs/swagger';
import type { Warning } from '../../errors/index.js';
import { ENVIRONMENTS, type Environment } from './credential.dto.js';

export class CredentialStateView {
  @ApiProperty() paused: boolean;
  @ApiProperty({ type: String, nullable: true }) pause_reason: string | null;
  @ApiProperty({ type: Date, nullable: true }) throttled_until: Date | null;
  @ApiProperty({ enum: ['closed', 'open', 'half_open'] }) breaker: 'closed' | 'open' | 'half_open';
}

/** A credential as anybody may see it: of each secret, whether it is set. */
export class CredentialView {
  @ApiProperty() id: number;
  @ApiProperty() integration: string;
  @ApiProperty() company: string;
  @ApiProperty() name: string;
  @ApiProperty({ enum: ENVIRONMENTS }) environment: Environment;
  @ApiProperty() base_url: string;
  @ApiProperty({ type: Object, example: { token: 'set', webhook_secret: 'not_set' } }) secrets: Record<string, 'set' | 'not_set'>;
  @ApiProperty({ type: Object }) metadata: Record<string, unknown>;
  @ApiProperty() active: boolean;
  @ApiProperty() version: number;
  @ApiProperty({ type: Date, nullable: true }) last_check_at: Date | null;
  @ApiProperty({ type: Boolean, nullable: true }) last_check_ok: boolean | null;
  @ApiProperty({ type: String, nullable: true }) last_check_message: string | null;
  @ApiProperty({ type: CredentialStateView }) state: CredentialStateView;
  @ApiProperty({ type: [Object], example: [{ code: 'webhook_secret_missing', message: '…' }] }) warnings: Warning[];
  @ApiProperty() created_at: Date;
  @ApiProperty() updated_at: Date;
}

export class CredentialPage {
  @ApiProperty({ type: [CredentialView] }) data: CredentialView[];
  @ApiProperty({ type: String, nullable: true }) next_cursor: string | null;
}

export class CheckView {
  @ApiProperty() ok: boolean;
  @ApiProperty({ description: 'A sentence an operator understands' }) message: string;
}
