import { Injectable } from '@nestjs/common';
import { IntegrationFailure } from '../../../core/errors/index.js';
import type { Attempt, HandlerResult, MessageHandler, PreviewedRequest } from '../../../core/integration/index.js';
import type { OppenMetadata, OppenSecrets } from '../oppen.credentials.js';
import { OppenClient } from '../client/oppen.client.js';
import type { OppenDocument } from '../client/oppen.types.js';
import { identify, readDocument, toBody, type OppenInput } from '../mapping/document.js';

/** A document → the provider, once, whatever is delivered twice, times out or crashes. */
@Injectable()
export class OppenHandler implements MessageHandler {
  async handle(attempt: Attempt): Promise<HandlerResult> {
    const input = this.read(attempt);
    const { reference } = input;
    const { documents } = attempt;
    const client = this.client(attempt);

    const known = await documents.find('document', reference);
    if (known?.state === 'created') return done(known.remote_id!, 'adopted');
    // `creating` was committed before an earlier write left: it may have arrived, so look before writing again.
    const found = known?.state === 'creating' ? await this.find(client, reference) : undefined;
    if (!found) documents.creating('document', reference, reference);
    const remote = found ?? (await client.createDocument(toBody(input, this.status(attempt))));
    documents.created('document', reference, { id: String(remote.id) });
    return done(String(remote.id), found ? 'adopted' : 'created');
  }

  async preview(attempt: Attempt) {
    const input = this.read(attempt);
    const url = `${attempt.credential.base_url.replace(/\/+$/, '')}/documents`;
    const known = await attempt.documents.find('document', input.reference);
    const requests: PreviewedRequest[] = known?.state === 'created' ? [] : [{ method: 'POST', url, body: toBody(input, this.status(attempt)) }];
    return { requests, warnings: [], problems: [] };
  }

  identify = identify;

  describe() {
    return { entity_type: 'document', operation: 'push' };
  }

  private read({ payload }: Attempt): OppenInput {
    const input = readDocument(payload);
    if (input) return input;
    throw new IntegrationFailure('validation_error', { code: 'reference_missing', message: 'El documento no trae «reference». Agréguelo y reenvíe.' });
  }

  private async find(client: OppenClient, reference: string): Promise<OppenDocument | undefined> {
    return (await client.documents(reference)).find((row) => row.reference === reference);
  }

  private client({ calls, credential }: Attempt): OppenClient {
    return new OppenClient(calls, credential.secrets as unknown as OppenSecrets);
  }

  private status({ credential }: Attempt): string {
    return (credential.metadata as unknown as OppenMetadata).document_status;
  }
}

const done = (id: string, action: string): HandlerResult => ({ outcome: 'succeeded', summary: { action, document_id: id } });
