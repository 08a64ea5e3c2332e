import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayNotEmpty, ArrayUnique, IsArray, IsIn, Matches } from 'class-validator';
import { says } from '../../problems/index.js';
import { ROLE_NAMES, type Role } from '../roles.js';

const CODES = says({ es: 'debe ser una lista de códigos de empresa, o «*» para todas', en: 'must be a list of company codes, or "*" for all' });

/** A role and the companies it holds in. */
export class GrantBody {
  @ApiProperty({ enum: ROLE_NAMES }) @IsIn(ROLE_NAMES) role: Role;

  @ApiProperty({ type: [String], example: ['default'], description: 'Company codes, or ["*"] for all' })
  @IsArray() @ArrayNotEmpty() @ArrayMaxSize(500) @ArrayUnique()
  @Matches(/^(\*|[a-z0-9][a-z0-9_-]{0,62})$/, { each: true, ...CODES })
  companies: string[];
}
