import { roleLevel, ROLE_NAMES, type Role } from '../roles.js';

export interface RoleRule {
  /** Claim that names groups or roles, dotted where it is inside another: `realm_access.roles`. */
  claim?: string;
  map: ReadonlyMap<string, Role>;
  /** For whoever has none of the mapped values. */
  fallback?: Role;
}

/** Reads `puente-admins=admin,puente-ops=operator`. Throws with the part that is none. */
export function readRoleMap(text: string): Map<string, Role> {
  return new Map(text.split(',').map((part) => part.trim()).filter(Boolean).map((part) => {
    const at = part.lastIndexOf('=');
    const role = ROLE_NAMES.find((name) => name === part.slice(at + 1).trim());
    if (at < 1 || !role) throw new Error(`«${part}» is not value=role`);
    return [part.slice(0, at).trim(), role];
  }));
}

/** The highest role that the claims give; undefined when roles are not the provider's matter; null when it gives none. */
export function roleOf(claims: Record<string, unknown>, { claim, map, fallback }: RoleRule): Role | null | undefined {
  if (claim === undefined) return undefined;
  const given = claims[claim] ?? inside(claims, claim.split('.'));
  const values = Array.isArray(given) ? given.map(String) : typeof given === 'string' ? given.split(/[\s,]+/) : [];
  const roles = values.flatMap((value) => map.get(value) ?? []).sort((a, b) => roleLevel(b) - roleLevel(a));
  return roles[0] ?? fallback ?? null;
}

const inside = (value: unknown, path: string[]): unknown => path.reduce((at, part) => (typeof at === 'object' && at !== null ? (at as Record<string, unknown>)[part] : undefined), value);
