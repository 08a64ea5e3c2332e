import { readEnv } from '../../../src/core/config/index.js';
import { judge, shape } from '../../../src/core/http/call-shape.js';
import { HttpClient } from '../../../src/core/http/http-client.js';
import type { ProviderCalls } from '../../../src/core/http/provider-calls.js';

/** A client's calls without a house around them: no limits, no log. Close it with `end()`. */
export function plainCalls(baseUrl: string): ProviderCalls & { end(): Promise<void> } {
  const http = new HttpClient(readEnv({ ALLOW_PRIVATE_HOSTS: 'on' }));
  return {
    async send(request, translate) {
      const exchange = await http.exchange(shape(baseUrl, request));
      const verdict = judge(exchange, request, translate, request.secrets ?? []);
      if ('failure' in verdict) throw verdict.failure;
      return { status: exchange.answer!.status, headers: exchange.answer!.headers, json: verdict.json };
    },
    end: () => http.onApplicationShutdown(),
  };
}
