// A school's invoices, students and pages, from the simulated Holded, 4Geeks and Notion, and the revenue they become. All names are invented.
import { expect } from './api.mjs';

const SOURCES = {
  holded: { secrets: { api_key: 'sandbox-holded-key' }, metadata: {} },
  fourgeeks: { secrets: { token: 'sandbox-4geeks-token' }, metadata: { academies: [6, 7] } },
  notion: { secrets: { token: 'ntn_sandbox-token' }, metadata: { database_id: '59830009-2cf9-4fdf-8782-000000000001' } },
};

/** Synchronises everything and accrues 2024. Again: the same rows, and nothing is written twice. */
export async function run(api, company) {
  await credentials(api, company);
  const imports = await ended(api, await api('POST', '/api/sync/execute-process?wait=true', { company, from_step: 'services' }));
  const accruals = await ended(api, await api('POST', '/api/sync/execute-step?wait=true', { company, step_name: 'accruals', year: 2024 }));
  return [...imports.steps, ...accruals.steps].map(({ step, status, received, created, updated, unchanged, skipped, failed, errors, error_message }) => ({
    name: `Paso ${step}`, what: 'sincronización', outcome: status, detail: error_message ?? `${received} leídos, ${created} nuevos, ${updated} cambiados, ${unchanged} iguales, ${skipped} omitidos, ${failed} con fallo, ${errors} errores`,
  }));
}

async function credentials(api, company) {
  const { data: sandboxes } = expect(await api('GET', '/api/sandbox'), 200);
  for (const [integration, content] of Object.entries(SOURCES)) {
    const { base_url } = sandboxes.find((each) => each.integration === integration);
    const { data: known } = expect(await api('GET', `/api/credentials?company=${company}&integration=${integration}`), 200);
    const body = { ...content, environment: 'sandbox', base_url, active: true };
    if (known[0]) expect(await api('PATCH', `/api/credentials/${known[0].id}`, body), 200);
    else expect(await api('POST', '/api/credentials', { integration, company, name: 'default', ...body }), 201);
  }
}

// One that is under way already (another demo, a schedule) is shown instead of begun.
async function ended(api, answer) {
  if (answer.status !== 409) return expect(answer, 200, 202);
  return expect(await api('GET', `/api/sync/executions/${answer.answer.execution_id}`), 200);
}
