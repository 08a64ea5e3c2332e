import { describeReadingConformance } from '../../../test/support/conformance/reading-suite.js';
import { METADATA, SECRETS, type Execution } from '../../../test/support/devengo/bench.js';
import type { TestHouse } from '../../../test/support/house.js';
import { fourgeeksFailure } from './client/fourgeeks/fourgeeks.errors.js';
import { holdedFailure } from './client/holded/holded.errors.js';
import { notionFailure } from './client/notion/notion.errors.js';
import { fourgeeks, holded, notion } from './devengo.definition.js';

const start = (step_name: string) => async ({ api }: TestHouse, company: string): Promise<string> => {
  const { status, body, text } = await api.post<Execution>('/api/sync/execute-step', { company, step_name });
  if (status !== 202) throw new Error(text);
  return body.steps[0]!.message_id!;
};

describeReadingConformance({
  definition: holded, secrets: SECRETS.holded, wrongSecrets: { api_key: 'clave-revocada' }, metadata: METADATA.holded, sandbox: ({ sandboxes }) => sandboxes.holded,
  errorTable: { failure: holdedFailure }, start: start('services'), read: { method: 'GET', path: '/saleschannels' },
});

describeReadingConformance({
  definition: fourgeeks, secrets: SECRETS.fourgeeks, wrongSecrets: { token: 'token-revocado' }, metadata: METADATA.fourgeeks, sandbox: ({ sandboxes }) => sandboxes.fourgeeks,
  errorTable: { failure: fourgeeksFailure }, start: start('crm-clients'), read: { method: 'GET', path: '/academy/student' },
});

describeReadingConformance({
  definition: notion, secrets: SECRETS.notion, wrongSecrets: { token: 'token-revocado' }, metadata: METADATA.notion, sandbox: ({ sandboxes }) => sandboxes.notion,
  errorTable: { failure: notionFailure }, start: start('notion-external-id'), read: { method: 'POST', path: '/query$' },
});
