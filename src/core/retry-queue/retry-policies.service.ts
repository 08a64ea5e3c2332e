import { Injectable } from '@nestjs/common';
import { CompaniesService } from '../companies/index.js';
import { IntegrationRegistry, type CallLimits, type RetryPolicy } from '../integration/index.js';

/** The policy and the limits of an integration as a company has set them: `settings.<integration>.{retry_max_attempts, retry_delays_seconds}`. */
@Injectable()
export class RetryPolicies {
  constructor(
    private readonly registry: IntegrationRegistry,
    private readonly companies: CompaniesService,
  ) {}

  async for(company: string, integration: string): Promise<RetryPolicy> {
    const { policy, settings } = this.registry.get(integration);
    const set = (await this.companies.find(company))?.settings[integration];
    const own = withSettings(policy, set);
    return settings?.policy?.(own, (set ?? {}) as Record<string, unknown>) ?? own;
  }

  async limitsFor(company: string, integration: string): Promise<CallLimits> {
    const { limits, settings } = this.registry.get(integration);
    if (!settings?.limits) return limits;
    const set = (await this.companies.find(company))?.settings[integration];
    return settings.limits(limits, (set ?? {}) as Record<string, unknown>);
  }
}

export function withSettings(policy: RetryPolicy, settings: unknown): RetryPolicy {
  const { retry_max_attempts, retry_delays_seconds } = (settings ?? {}) as { retry_max_attempts?: unknown; retry_delays_seconds?: unknown };
  return {
    ...policy,
    ...(isCount(retry_max_attempts) ? { maxAttempts: retry_max_attempts } : {}),
    ...(isDelays(retry_delays_seconds) ? { delaysSeconds: retry_delays_seconds } : {}),
  };
}

const isCount = (value: unknown): value is number => Number.isInteger(value) && (value as number) >= 1 && (value as number) <= 20;
const isDelays = (value: unknown): value is number[] =>
  Array.isArray(value) && value.length > 0 && value.every((delay) => typeof delay === 'number' && delay >= 0 && delay <= 86_400);
