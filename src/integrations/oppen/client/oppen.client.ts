import type { ProviderCalls } from '../../../core/http/provider-calls.js';
import { oppenFailure } from './oppen.errors.js';
import type { OppenDocument } from './oppen.types.js';

/** The provider's REST API, one method per endpoint. The only file that knows its paths. */
export class OppenClient {
  private readonly headers: Record<string, string>;

  constructor(
    private readonly calls: ProviderCalls,
    { token }: { token: string },
  ) {
    this.headers = { authorization: `Bearer ${token}` };
  }

  async documents(reference: string): Promise<OppenDocument[]> {
    const { json } = await this.calls.send({ method: 'GET', path: 'documents', query: { reference }, event: 'oppen.find-documents', write: false, headers: this.headers }, oppenFailure);
    return Array.isArray(json) ? (json as OppenDocument[]) : [];
  }

  async createDocument(body: object): Promise<OppenDocument> {
    const { json } = await this.calls.send({ method: 'POST', path: 'documents', body, event: 'oppen.create-document', write: true, headers: this.headers }, oppenFailure);
    return json as OppenDocument;
  }
}
