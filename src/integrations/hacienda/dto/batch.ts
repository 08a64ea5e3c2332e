import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayNotEmpty, ArrayUnique, IsArray, IsIn, IsUUID } from 'class-validator';
import type { Operation } from '../services/events.js';

const OPERATIONS: readonly Operation[] = ['sign', 'submit', 'check_status'];

export class BatchBody {
  @ApiProperty({ enum: OPERATIONS }) @IsIn(OPERATIONS) operation: Operation;
  @ApiProperty({ type: [String], maxItems: 1_000 }) @IsArray() @ArrayNotEmpty() @ArrayMaxSize(1_000) @ArrayUnique() @IsUUID(undefined, { each: true }) ids: string[];
}
