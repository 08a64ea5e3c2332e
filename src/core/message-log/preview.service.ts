import { Injectable } from '@nestjs/common';
import type { Caller } from '../auth/caller.js';
import { OpenCredentials } from '../credentials/index.js';
import { Database } from '../database/index.js';
import { IntegrationFailure, type Warning } from '../errors/index.js';
import { DirectCalls } from '../http/index.js';
import { IntegrationRegistry, type OpenCredential, type PreviewedRequest } from '../integration/index.js';
import { MessagePipeline } from '../pipeline/message-pipeline.service.js';
import { readOnlyDocuments, refuseToWrite } from '../pipeline/read-only-documents.js';
import type { IntegrationMessage } from './integration-message.entity.js';
import { MessageReader } from './message-reader.service.js';
import { fullJson } from './read-json.js';

export interface Preview {
  requests: PreviewedRequest[];
  warnings: Warning[];
  problems: Warning[];
}

/** A dry run: the requests that would be sent. Look-ups happen, writes do not. */
@Injectable()
export class PreviewService {
  constructor(
    private readonly db: Database,
    private readonly reader: MessageReader,
    private readonly credentials: OpenCredentials,
    private readonly calls: DirectCalls,
    private readonly registry: IntegrationRegistry,
    private readonly pipeline: MessagePipeline,
  ) {}

  async preview(caller: Caller, id: string): Promise<Preview> {
    await this.reader.get(caller, id);
    const [message] = await this.db.rows<IntegrationMessage>('SELECT * FROM integration_message WHERE id = $1', [id]);
    try {
      return await this.run(message!);
    } catch (error) {
      if (!(error instanceof IntegrationFailure)) throw error;
      return { requests: [], warnings: [], problems: [{ code: error.code, message: error.message }] };
    }
  }

  private async run(message: IntegrationMessage): Promise<Preview> {
    const { company, integration, credential_id } = message;
    const read = fullJson(message.payload_raw ?? Buffer.alloc(0));
    if ('problem' in read) return { requests: [], warnings: [], problems: [read.problem] };
    const credential = await this.credentials.open(credential_id ?? { company, integration });
    const callsWith = (each: OpenCredential) => this.calls.for(each, this.registry.get(integration).limits);
    const previewed = await this.pipeline.handler(integration).preview({
      message,
      payload: read.value,
      credential,
      calls: callsWith(credential),
      using: async (other) => {
        const beside = await this.credentials.openBeside(credential, other);
        return { credential: beside, calls: callsWith(beside) };
      },
      note: refuseToWrite,
      documents: readOnlyDocuments(this.db, { integration, company }),
      warnings: [],
    });
    return { ...previewed, warnings: [...read.warnings, ...previewed.warnings] };
  }
}
