import { Injectable } from '@nestjs/common';
import { OpenCredentials } from '../../../core/credentials/index.js';
import { DirectCalls } from '../../../core/http/index.js';
import { makeSide, type Side } from './run.js';

/** Enough for people who wait for the answer, and the instance's own users come first. */
const LIMITS = { perMinute: 6_000, concurrency: 4 };

/** Instances for look-ups that belong to no message: previews and checks. They only read. */
@Injectable()
export class DirectSides {
  constructor(
    private readonly credentials: OpenCredentials,
    private readonly calls: DirectCalls,
  ) {}

  async open(id: number): Promise<Side> {
    const credential = await this.credentials.open(id);
    return makeSide({ credential, calls: this.calls.for(credential, LIMITS) });
  }
}
