import type { IntegrationDefinition } from '../integration/index.js';
import { secretFieldNames } from './credential-fields.js';
import type { CredentialState } from './credential-state.entity.js';
import type { CredentialView } from './dto/credential-view.dto.js';
import type { IntegrationCredential } from './integration-credential.entity.js';

/** Pure: a credential as people see it. `definition` is absent when its integration was taken out of this installation. */
export function viewCredential(
  row: IntegrationCredential,
  state: CredentialState | null,
  definition: IntegrationDefinition | undefined,
): CredentialView {
  const { secrets: _sealed, secret_names, ...plain } = row;
  const known = definition ? secretFieldNames(definition) : [];
  const names = [...new Set([...known, ...secret_names])];
  const facts = { environment: row.environment, base_url: row.base_url, metadata: row.metadata, secretNames: secret_names };
  return {
    ...plain,
    secrets: Object.fromEntries(names.map((name) => [name, secret_names.includes(name) ? 'set' : 'not_set'])),
    state: {
      paused: Boolean(state?.paused_at),
      pause_reason: state?.pause_reason ?? null,
      throttled_until: state?.throttled_until ?? null,
      breaker: state?.breaker ?? 'closed',
    },
    warnings: [...(definition?.credentials.advise?.(facts) ?? [])],
  };
}
