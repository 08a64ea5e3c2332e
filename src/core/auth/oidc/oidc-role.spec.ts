import { readRoleMap, roleOf } from './oidc-role.js';

const map = readRoleMap('puente-admins=admin, puente-ops=operator,CN=Contabilidad=manager');

it.each([
  ['the highest of several', { groups: ['puente-ops', 'otros', 'puente-admins'] }, 'groups', undefined, 'admin'],
  ['a value with a sign in it', { groups: ['CN=Contabilidad'] }, 'groups', undefined, 'manager'],
  ['a text instead of a list', { role: 'puente-ops' }, 'role', undefined, 'operator'],
  ['a claim inside another', { realm_access: { roles: ['puente-ops'] } }, 'realm_access.roles', undefined, 'operator'],
  ['a name with dots', { 'https://puente.example/roles': ['puente-ops'] }, 'https://puente.example/roles', undefined, 'operator'],
  ['the fallback', { groups: ['otros'] }, 'groups', 'viewer', 'viewer'],
  ['none', { groups: ['otros'] }, 'groups', undefined, null],
  ['none without the claim', {}, 'groups', undefined, null],
  ['not its matter', { groups: ['puente-admins'] }, undefined, 'viewer', undefined],
] as const)('gives %s', (_, claims, claim, fallback, expected) => {
  expect(roleOf(claims, { claim, map, fallback })).toBe(expected);
});

it.each(['admin', '=admin', 'grupo=jefe'])('refuses the map %s', (text) => expect(() => readRoleMap(text)).toThrow('is not value=role'));
