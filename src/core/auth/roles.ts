/** Roles by level (DESIGN §6): each may do what the ones before it may. */
export const ROLE_NAMES = ['viewer', 'operator', 'manager', 'admin'] as const;
export type Role = (typeof ROLE_NAMES)[number];

/** As people in Spanish say them; the names above are English already. */
export const ROLE_WORDS: Record<Role, string> = { viewer: 'consulta', operator: 'operador', manager: 'encargado', admin: 'administrador' };

export const roleLevel = (role: Role): number => ROLE_NAMES.indexOf(role) + 1;
export const atLeast = (role: Role, needed: Role): boolean => roleLevel(role) >= roleLevel(needed);
