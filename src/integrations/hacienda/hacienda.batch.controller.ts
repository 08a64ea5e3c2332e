import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentCaller, type Caller } from '../../core/auth/index.js';
import { BatchBody } from './dto/batch.js';
import { RequestBatch, type BatchAnswer } from './services/request-batch.service.js';

/** One operation on many documents. */
@ApiTags('hacienda')
@Controller('api/hacienda/documents')
export class HaciendaBatchController {
  constructor(private readonly batches: RequestBatch) {}

  @Post('batch')
  @HttpCode(202)
  @ApiOperation({ summary: 'Signs, submits or checks many, in batches as the company has set them; what cannot be asked of one is told for that one' })
  request(@CurrentCaller() caller: Caller, @Body() { operation, ids }: BatchBody): Promise<BatchAnswer> {
    return this.batches.request(caller, operation, ids);
  }
}
