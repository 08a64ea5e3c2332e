import { credentialMissing, credentialUnreadable } from './credential-failures.js';

it('says what is wrong with a credential and what to do', () => {
  const missing = credentialMissing({ company: 'acme', integration: 'toy' });
  expect([missing.category, missing.code]).toEqual(['credential_error', 'credential_missing']);
  expect(missing.message).toMatch(/«acme».*toy.*«default».*Créela/);
  const other = credentialUnreadable({ id: 1, company: 'acme', integration: 'toy', name: 'b' }, { reason: 'unknown_key', keyId: 'k9' });
  expect(other.message).toContain('«k9»');
});
