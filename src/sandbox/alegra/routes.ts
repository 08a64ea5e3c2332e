import type { SandboxAnswer, SandboxRequest } from '../sandbox-provider.js';
import { refuse } from './refusals.js';
import { findById } from './read.js';
import type { AlegraState } from './state.js';

export interface AlegraSettings {
  /** Alegra refuses `name` and `nameObject` together (code 2039) for some accounts and takes them for others. */
  nameAndNameObject: 'refuse' | 'accept';
}

export interface AlegraContext {
  state: AlegraState;
  request: SandboxRequest;
  settings: AlegraSettings;
}

/** `path` is relative to the base path. */
export interface AlegraRoute {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  path: string;
  handle(context: AlegraContext): SandboxAnswer;
}

/** The row that the path's `:id` names; 404 when there is none. */
export function rowOf<Row extends { id: string }>(rows: readonly Row[], request: SandboxRequest, label: string): Row {
  return findById(rows, request.params.id) ?? refuse(404, `${label} con id ${request.params.id} no existe`);
}

export function removeRow<Row>(rows: Row[], row: Row): void {
  rows.splice(rows.indexOf(row), 1);
}

export const done = (message: string): SandboxAnswer => ({ status: 200, body: { code: 200, message } });
