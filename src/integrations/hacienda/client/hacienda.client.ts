import type { ProviderCalls } from '../../../core/http/provider-calls.js';
import type { DocumentStatus, Submission, SubmissionReceipt, TokenSource } from './hacienda.types.js';

/** Hacienda's reception API, one method per endpoint. The only file that knows its paths. */
export class HaciendaClient {
  constructor(
    private readonly calls: ProviderCalls,
    private readonly tokens: TokenSource,
  ) {}

  /** Hands a signed document in. What Hacienda says of it comes later, by `status`. */
  async submit(submission: Submission): Promise<SubmissionReceipt> {
    const { headers } = await this.send({ method: 'POST', path: 'recepcion', body: submission, event: 'hacienda.submit', write: true });
    return { already: false, location: headers.location };
  }

  /** @param key the clave; of a MensajeReceptor `clave-consecutivo`. Undefined: Hacienda does not know it. */
  async status(key: string): Promise<DocumentStatus | undefined> {
    await this.send({ method: 'GET', path: `recepcion/${key}`, event: 'hacienda.status', write: false });
    return undefined;
  }

  private async send(request: Parameters<ProviderCalls['send']>[0]) {
    await this.tokens.token();
    return this.calls.send(request, () => { throw new Error(request.event); });
  }
}
