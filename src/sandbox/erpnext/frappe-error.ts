import type { SandboxAnswer } from '../sandbox-provider.js';

export type Language = 'en' | 'es';
export type Words = Record<Language, string>;

/** How a site talks: the shape of an error body differs by version, its words by the user's language. */
export interface Manner {
  version: 13 | 14 | 15 | 16;
  language: Language;
  /** System Settings "Allow Error Traceback". */
  traceback: boolean;
}

/** Classes whose status is not ValidationError's 417. Every class of Frappe not named here answers 417. */
const STATUSES: Record<string, number> = {
  AuthenticationError: 401, PermissionError: 403, DoesNotExistError: 404, DuplicateEntryError: 409, CSRFTokenError: 400,
  InvalidAuthorizationToken: 400, TooManyRequestsError: 429, SessionStopped: 503, TypeError: 500, OperationalError: 500,
  QueryDeadlockError: 500,
};

/** What Python would have raised. `thrown` = by `frappe.throw`, so with words for people in `_server_messages`. */
export class FrappeError extends Error {
  constructor(
    readonly type: string,
    readonly words: readonly Words[],
    readonly thrown = true,
  ) {
    super(`${type}: ${words[0]?.en ?? ''}`);
    this.name = 'FrappeError';
  }

  get status(): number {
    return STATUSES[this.type] ?? 417;
  }
}

/** `frappe.throw`, in both languages. */
export function frappeThrow(type: string, en: string, es: string): never {
  throw new FrappeError(type, [{ en, es }]);
}

/** A raise without words for people. */
export function raise(type: string, text: string): never {
  throw new FrappeError(type, [{ en: text, es: text }], false);
}

const module = (type: string): string => (type === 'TypeError' ? 'TypeError' : `${/Serial|Warehouse|Stock|Allowance/.test(type) ? 'erpnext' : 'frappe'}.exceptions.${type}`);

/** The body of an error, as `frappe.utils.response.report_error` writes it. */
export function errorAnswer(error: FrappeError, { version, language, traceback }: Manner): SandboxAnswer {
  const last = error.words.at(-1)?.[language] ?? '';
  const exception = `${module(error.type)}: ${plain(last)}`;
  const body: Record<string, unknown> = {};
  if (traceback) {
    body.exception = exception;
    body.exc = JSON.stringify([`Traceback (most recent call last):\n  File "apps/frappe/frappe/app.py", line 110, in application\n    response = frappe.api.handle(request)\n${exception}\n`]);
  }
  // v13 and v14 name the class only of what was thrown with words.
  if (error.thrown || version >= 15) body.exc_type = error.type;
  if (traceback && version >= 15) body._exc_source = 'erpnext (app)';
  if (error.thrown) {
    const title = language === 'es' ? 'Mensaje' : 'Message';
    body._server_messages = JSON.stringify(error.words.map((words) => JSON.stringify({ message: words[language], title, indicator: 'red', raise_exception: 1 })));
  }
  if (error.type === 'PermissionError') body._error_message = last;
  if (error.type === 'DoesNotExistError') {
    delete body.exception;
    delete body.exc;
  }
  return { status: error.status, body };
}

const plain = (html: string): string => html.replace(/<[^>]+>/g, '');
