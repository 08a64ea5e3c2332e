import { Global, Module } from '@nestjs/common';
import { CallLimiter } from './call-limiter.js';
import { DirectCalls } from './direct-calls.js';
import { HttpClient } from './http-client.js';

/** Outbound HTTP and its limits. */
@Global()
@Module({ providers: [HttpClient, CallLimiter, DirectCalls], exports: [HttpClient, CallLimiter, DirectCalls] })
export class HttpModule {}
