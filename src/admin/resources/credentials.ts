import { IntegrationCredential } from '../../core/credentials/integration-credential.entity.js';
import { describe, recordPage, resourcePage, type Ground } from './resource.js';

/** Credentials. `secrets` is not a column here: nothing of the back-office ever reads it. */
export const credentials = (ground: Ground) => {
  const custom = { integrations: ground.registry.all.map(({ id, label, baseUrls, credentials: { fields } }) => ({ id, label, baseUrls, fields })) };
  return describe(ground, {
    group: 'integrations',
    icon: 'Key',
    page: 'CredentialPage',
    title: 'name',
    list: ['integration', 'company', 'name', 'environment', 'active', 'last_check_ok', 'last_check_at'],
    filters: ['integration', 'company', 'name', 'environment', 'active', 'last_check_ok', 'metadata'],
    cells: { integration: 'WordCell', environment: 'WordCell', active: 'FlagCell', last_check_ok: 'FlagCell', last_check_at: 'DateCell' },
    shape: {
      id: 'credentials',
      entity: IntegrationCredential,
      scope: 'company',
      columns: ['id', 'integration', 'company', 'name', 'environment', 'base_url', 'secret_names', 'metadata', 'active', 'version', 'last_check_at', 'last_check_ok', 'last_check_message', 'created_at', 'updated_at'],
      choices: { environment: ['sandbox', 'production'], integration: ground.registry.all.map(({ id }) => id) },
      match: { company: 'exact' },
    },
    actions: {
      new: resourcePage('CredentialForm', 'manager', 'Plus', custom),
      edit: { ...recordPage('CredentialForm', 'manager', 'Edit'), custom },
    },
  });
};
