import { problem, type Problem } from '../problems/index.js';
import { ROLE_WORDS, type Role } from './roles.js';

/** 403 that says what is needed. */
export const roleTooLow = (role: Role, needed: Role): Problem =>
  problem(403, {
    code: 'role_too_low',
    es: `Su rol (${ROLE_WORDS[role]}) no alcanza: hace falta ${ROLE_WORDS[needed]}.`,
    en: `Your role (${role}) is not enough: ${needed} is needed.`,
    needed_role: needed,
  });
