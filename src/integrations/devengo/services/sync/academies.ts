import { FourgeeksClient, type FourgeeksPage, type FourgeeksRow } from '../../client/fourgeeks/fourgeeks.client.js';
import type { FourgeeksMetadata, FourgeeksSecrets } from '../../devengo.credentials.js';
import { IntegrationFailure } from '../../../../core/errors/index.js';
import { incomplete } from './every-page.js';
import type { SyncRun } from './sync-run.js';

export interface AcademyPage {
  name: string;
  rows: FourgeeksRow[];
  /** Behind this page. */
  cursor: { academy: number; offset: number };
}

export const fourgeeksOf = ({ attempt, calls }: SyncRun): FourgeeksClient => new FourgeeksClient(calls, (attempt.credential.secrets as unknown as FourgeeksSecrets).token);
export const metadataOf = ({ attempt }: SyncRun): FourgeeksMetadata => attempt.credential.metadata as unknown as FourgeeksMetadata;

/** Every page of every academy of the credential, from where the run's cursor stands. `academy` in the cursor is a position in the list. */
export async function* academyPages(run: SyncRun, what: string, read: (academy: number, offset: number) => Promise<FourgeeksPage>): AsyncGenerator<AcademyPage> {
  const { academies } = metadataOf(run);
  const { academy: first = 0, offset: from = 0 } = run.cursor as { academy?: number; offset?: number };
  for (let at = first; at < academies.length; at++) {
    for (let offset = at === first ? from : 0; ; ) {
      const { rows, count } = await read(academies[at]!, offset);
      const next = offset + rows.length;
      if (rows.length > 0) yield { name: `${what} de la academia ${academies[at]}, ${offset + 1} a ${next} de ${count}`, rows, cursor: { academy: at, offset: next } };
      if (next >= count) break;
      if (rows.length === 0) throw incomplete(`4Geeks cuenta ${count} ${what} en la academia ${academies[at]} y tras ${offset} no muestra más.`);
      offset = next;
    }
  }
}

/** The record from the first academy that has it. */
export async function fromAnyAcademy(run: SyncRun, read: (academy: number) => Promise<FourgeeksRow>): Promise<FourgeeksRow | null> {
  for (const academy of metadataOf(run).academies) {
    try {
      return await read(academy);
    } catch (error) {
      if (!(error instanceof IntegrationFailure) || error.category !== 'not_found') throw error;
    }
  }
  return null;
}
