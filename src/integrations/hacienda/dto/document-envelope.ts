import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsString, Matches, MaxLength } from 'class-validator';
import { IsGiven } from '../../../core/problems/index.js';

/** What stands around an invoice in the body of a request: whose it is and what to do with it. */
export class DocumentEnvelope {
  @ApiPropertyOptional({ description: "left out: the caller's only company, else `default`" }) @IsGiven() @IsString() @MaxLength(63) company?: string;
  @ApiPropertyOptional({ default: false, description: 'store it as it is, to be finished later' }) @IsGiven() @IsBoolean() draft?: boolean;
  @ApiPropertyOptional({ default: false, description: 'sign and submit it at once, in the background' }) @IsGiven() @IsBoolean() auto?: boolean;
  @ApiPropertyOptional({ example: '001', description: "left out: the credential's" }) @IsGiven() @Matches(/^\d{3}$/) branch?: string;
  @ApiPropertyOptional({ example: '00001', description: "left out: the credential's" }) @IsGiven() @Matches(/^\d{5}$/) terminal?: string;
}

const NAMES = ['company', 'draft', 'auto', 'branch', 'terminal'] as const;

/** Parts a body into its envelope and the invoice itself. */
export function openEnvelope(body: Record<string, unknown>): { envelope: Record<string, unknown>; input: Record<string, unknown> } {
  const isEnvelope = ([name]: [string, unknown]) => (NAMES as readonly string[]).includes(name);
  const entries = Object.entries(body);
  return { envelope: Object.fromEntries(entries.filter(isEnvelope)), input: Object.fromEntries(entries.filter((entry) => !isEnvelope(entry))) };
}
