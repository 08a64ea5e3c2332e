import { Injectable } from '@nestjs/common';
import { IntegrationFailure } from '../../../core/errors/index.js';
import { DirectCalls } from '../../../core/http/index.js';
import type { ConnectionCheck, ConnectionChecker, OpenCredential } from '../../../core/integration/index.js';
import { FourgeeksClient } from '../client/fourgeeks/fourgeeks.client.js';
import { HoldedClient } from '../client/holded/holded.client.js';
import { NotionClient } from '../client/notion/notion.client.js';
import type { FourgeeksMetadata, FourgeeksSecrets, HoldedMetadata, HoldedSecrets, NotionMetadata, NotionSecrets } from '../devengo.credentials.js';
import { mapSalesChannel } from '../mapping/sales-channel.js';

/** A failure of the provider is an answer too. */
async function answering(check: () => Promise<ConnectionCheck>): Promise<ConnectionCheck> {
  try {
    return await check();
  } catch (error) {
    if (error instanceof IntegrationFailure) return { ok: false, message: error.message };
    throw error;
  }
}

/** Lists the sales channels: the key, and whether the prefixes find any course. */
@Injectable()
export class HoldedChecker implements ConnectionChecker {
  constructor(private readonly calls: DirectCalls) {}

  check(credential: OpenCredential): Promise<ConnectionCheck> {
    return answering(async () => {
      const channels = await new HoldedClient(this.calls.for(credential), (credential.secrets as unknown as HoldedSecrets).api_key).salesChannels(1);
      const courses = channels.filter((row) => mapSalesChannel(row, credential.metadata as unknown as HoldedMetadata)).length;
      return courses > 0
        ? { ok: true, message: `Conectado a Holded: ${courses} de ${channels.length} canales de venta son cursos.` }
        : { ok: false, message: `Conectado a Holded, pero ninguno de sus ${channels.length} canales de venta es un curso: revise service_account_prefix y service_name_prefixes.` };
    });
  }
}

/** One student of each academy: the token, and its permission there. */
@Injectable()
export class FourgeeksChecker implements ConnectionChecker {
  constructor(private readonly calls: DirectCalls) {}

  check(credential: OpenCredential): Promise<ConnectionCheck> {
    return answering(async () => {
      const client = new FourgeeksClient(this.calls.for(credential), (credential.secrets as unknown as FourgeeksSecrets).token);
      const found: string[] = [];
      for (const academy of (credential.metadata as unknown as FourgeeksMetadata).academies) {
        const [students, enrolments] = [await client.students(academy, 0), await client.enrolments(academy, 0)];
        found.push(`academia ${academy}: ${students.count} alumnos y ${enrolments.count} inscripciones`);
      }
      return { ok: true, message: `Conectado a 4Geeks: ${found.join('; ')}.` };
    });
  }
}

/** Who the token is, and whether the clients' database is shared with it. */
@Injectable()
export class NotionChecker implements ConnectionChecker {
  constructor(private readonly calls: DirectCalls) {}

  check(credential: OpenCredential): Promise<ConnectionCheck> {
    return answering(async () => {
      const { token } = credential.secrets as unknown as NotionSecrets;
      const { database_id, data_source_id } = credential.metadata as unknown as NotionMetadata;
      const client = new NotionClient(this.calls.for(credential), { token, baseUrl: credential.base_url });
      const { name } = await client.me();
      const sources = await client.sourcesOf(database_id);
      if (sources.length !== 1 && !data_source_id) return { ok: false, message: `Conectado a Notion, pero la base tiene ${sources.length} orígenes de datos: ponga data_source_id (${sources.map((source) => `${source.name}: ${source.id}`).join('; ')}).` };
      return { ok: true, message: `Conectado a Notion como ${name ?? 'integración sin nombre'}; la base de clientes está compartida.` };
    });
  }
}
