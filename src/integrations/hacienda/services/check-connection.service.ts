import { Injectable } from '@nestjs/common';
import { IntegrationFailure } from '../../../core/errors/index.js';
import { DirectCalls } from '../../../core/http/index.js';
import type { ConnectionCheck, ConnectionChecker, OpenCredential } from '../../../core/integration/index.js';
import { signIn, signOut } from '../client/authenticate.js';
import { HaciendaClient } from '../client/hacienda.client.js';
import { assertOwner, dayInCostaRica, type SigningKey, SigningProblem } from '../signing/index.js';
import { endpointOf, type HaciendaCredential } from './open-session.js';
import { SigningThreads } from './signing-threads.service.js';

const DAY_MS = 86_400_000;
const WARN_DAYS = 30;

/** Opens the key, signs in anew (a cached token would prove nothing), reads once, and signs out. */
@Injectable()
export class HaciendaChecker implements ConnectionChecker {
  constructor(
    private readonly calls: DirectCalls,
    private readonly threads: SigningThreads,
  ) {}

  async check(opened: OpenCredential): Promise<ConnectionCheck> {
    const credential = opened as unknown as HaciendaCredential;
    try {
      const key = await this.threads.open(Buffer.from(credential.secrets.p12_base64, 'base64'), credential.secrets.p12_pin);
      assertOwner(key, credential.metadata.identification);
      await this.signInAndRead(credential);
      return { ok: true, message: `Conectado a Hacienda con el usuario de la API. ${describeKey(key)}` };
    } catch (error) {
      if (error instanceof IntegrationFailure || error instanceof SigningProblem) return { ok: false, message: error.message };
      throw error;
    }
  }

  private async signInAndRead(credential: HaciendaCredential): Promise<void> {
    const calls = this.calls.for(credential as unknown as OpenCredential);
    const endpoint = endpointOf(credential);
    const { token, refresh } = await signIn(calls, endpoint, credential.secrets);
    await new HaciendaClient(calls, { token: async () => token, refused: async () => undefined }).probe();
    // One that stays open only takes a place until it ends by itself.
    if (refresh) await signOut(calls, endpoint, refresh.token).catch(() => undefined);
  }
}

/** Whose key it is and how long it lasts, in a sentence. */
export function describeKey({ certificate: { commonName, identification, notAfter } }: SigningKey, now = new Date()): string {
  const days = Math.floor((notAfter.getTime() - now.getTime()) / DAY_MS);
  const owner = identification ? `${commonName} (${identification})` : commonName;
  const until = `La llave criptográfica es de ${owner} y vence el ${dayInCostaRica(notAfter)}`;
  return days < WARN_DAYS ? `${until}, en ${days} días: genere otra en el portal de Hacienda y súbala antes.` : `${until}.`;
}
