import { Injectable } from '@nestjs/common';
import { IsIn, IsInt, IsObject, IsOptional, IsString, MinLength } from 'class-validator';
import { DEFAULT_RETRY_POLICY, type ConnectionChecker, type IntegrationDefinition, type MessageHandler, type OpenCredential } from '../../src/core/integration/index.js';

export class ToySecrets {
  @IsString() @MinLength(3) token: string;
  @IsOptional() @IsString() webhook_secret?: string;
}

export class ToyMetadata {
  @IsIn(['CR', 'CO']) country = 'CR';
  @IsOptional() @IsObject() tax_map?: Record<string, string>;
  @IsOptional() @IsInt() default_item_id?: number;
}

/** Accepts the token `good…`; says the token aloud, as a careless provider would. */
@Injectable()
export class ToyChecker implements ConnectionChecker {
  async check(credential: OpenCredential): Promise<{ ok: boolean; message: string }> {
    const token = String(credential.secrets.token);
    return token.startsWith('good') ? { ok: true, message: `Conectado como ${token}.` } : { ok: false, message: `El token ${token} no vale.` };
  }
}

/** The smallest integration: enough to try the rooms of the core. */
export const TOY: IntegrationDefinition = {
  id: 'toy',
  label: 'Toy',
  baseUrls: { production: 'https://toy.example.com/api' },
  credentials: {
    secrets: ToySecrets,
    metadata: ToyMetadata,
    fields: [],
    advise: ({ metadata }) => (metadata.tax_map ? [] : [{ code: 'tax_map_missing', message: 'Falta el mapa de impuestos.' }]),
  },
  policy: DEFAULT_RETRY_POLICY,
  limits: { perMinute: 60, concurrency: 2 },
  handler: class {} as unknown as IntegrationDefinition['handler'] & (new () => MessageHandler),
  checker: ToyChecker,
  schedules: [],
};
