import { parse } from 'lossless-json';
import { word, type Language } from './words.js';

/** What the API answered instead of what was asked for, in a sentence for people. */
export class ApiProblem extends Error {
  constructor(message: string, readonly status: number, readonly fields: { path: string; message: string }[] = []) {
    super(message);
  }
}

export interface Call {
  method?: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Sent as JSON. */
  body?: unknown;
  /** JSON text to send as it is, so that big numbers keep every digit. */
  rawBody?: string;
  /** Keep every digit of the answer's numbers. */
  exact?: boolean;
  language: Language;
}

/** Calls our REST API with the session of this page. Throws `ApiProblem`; a lost session leads to the login, but never takes away what was typed. */
export async function call<T>(path: string, { method = 'GET', body, rawBody, exact = false, language }: Call): Promise<T> {
  const payload = rawBody ?? (body === undefined ? undefined : JSON.stringify(body));
  const response = await fetch(path, {
    method,
    body: payload,
    credentials: 'same-origin',
    headers: { accept: 'application/json', 'accept-language': language, ...(payload !== undefined && { 'content-type': 'application/json' }) },
  });
  if (response.status === 401 && !sessionOver()) throw new ApiProblem(word(language, 'session_over'), 401);
  const text = await response.text();
  if (!response.ok) throw problemOf(text, response.status);
  return (text === '' ? undefined : exact ? parse(text) : JSON.parse(text)) as T;
}

export async function rawText(path: string): Promise<string> {
  const response = await fetch(path, { credentials: 'same-origin' });
  return new TextDecoder().decode(await response.arrayBuffer());
}

// The page on which somebody has typed, as long as they are on it.
let typedOn: string | null = null;

export function noteTyping(event: Event): void {
  if (!(event.target as Element).closest('[role="search"], form[data-css$="filter-drawer"]')) typedOn = location.pathname;
}

/** The session ended: to the login and back, unless that would lose what was typed. Answers whether one is led away. */
export function sessionOver(): boolean {
  if (typedOn === location.pathname) return false;
  toLogin();
  return true;
}

function toLogin(): void {
  location.assign(`/admin/login?next=${encodeURIComponent(location.pathname + location.search)}`);
}

/** Why a text is no JSON, in the words of the browser; null when it is. */
export function jsonProblem(text: string): string | null {
  try {
    JSON.parse(text);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function problemOf(text: string, status: number): ApiProblem {
  try {
    const { detail, title, message, errors } = JSON.parse(text) as { detail?: string; title?: string; message?: string; errors?: { path: string; message: string }[] };
    return new ApiProblem(detail ?? message ?? title ?? `HTTP ${status}`, status, errors ?? []);
  } catch {
    return new ApiProblem(`HTTP ${status}`, status);
  }
}
