import { Injectable } from '@nestjs/common';
import type { CallLimits, OpenCredential } from '../integration/index.js';
import { CallLimiter } from './call-limiter.js';
import { judge, secretValues, shape, type Translate } from './call-shape.js';
import { HttpClient } from './http-client.js';
import type { CallAnswer, CallRequest, ProviderCalls } from './provider-calls.js';

/** Calls that belong to no message: connection checks and previews. They only read, so no intent row is needed. */
@Injectable()
export class DirectCalls {
  constructor(
    private readonly http: HttpClient,
    private readonly limiter: CallLimiter,
  ) {}

  /** `limits` left out = not limited: a check must be able to lift a pause. */
  for(credential: OpenCredential, limits?: CallLimits): ProviderCalls {
    return { send: (request, translate) => this.send(credential, limits, request, translate) };
  }

  private async send(credential: OpenCredential, limits: CallLimits | undefined, request: CallRequest, translate: Translate): Promise<CallAnswer> {
    if (request.write) throw new Error(`${request.event} would write outside a message`);
    const call = shape(credential.base_url, request);
    const exchange = limits ? await this.limiter.run(credential.id, limits, () => this.http.exchange(call)) : await this.http.exchange(call);
    const verdict = judge(exchange, request, translate, [...secretValues(credential.secrets), ...(request.secrets ?? [])]);
    if ('failure' in verdict) throw verdict.failure;
    if (limits) await this.limiter.rest(credential.id, request.restAsked?.(exchange.answer!.headers));
    return { status: exchange.answer!.status, headers: exchange.answer!.headers, json: verdict.json };
  }
}
