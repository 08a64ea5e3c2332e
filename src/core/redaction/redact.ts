export const REDACTED = '[redacted]';

const SECRET_WORDS = new Set([
  'password', 'passwords', 'passwd', 'pwd', 'passphrase', 'secret', 'secrets', 'token', 'tokens', 'authorization', 'cookie',
  'cookies', 'p12', 'pfx', 'pin', 'jwt', 'bearer', 'apikey', 'contrasena',
]);
/** `key` alone is a secret, and so is an `api_key`; a `dedupe_key` or `order_key` is not. */
const KEY_OWNERS = new Set(['api', 'private', 'access', 'secret', 'encryption', 'session', 'signing', 'client']);
/** `token_url`, `secret_names`, `key_id`, `token_expires_at` speak about a secret without being one. */
const ABOUT_A_SECRET = new Set(['url', 'uri', 'endpoint', 'name', 'names', 'field', 'id', 'type', 'at', 'in', 'prefix', 'prefixes', 'version']);

/** Whether a value under this name (snake, camel, kebab or header case) must not be shown or stored. */
export function isSecretName(name: string): boolean {
  const words = name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase().split(/[^a-z0-9]+/).filter(Boolean);
  if (words.length > 1 && ABOUT_A_SECRET.has(words.at(-1)!)) return false;
  return words.some((word, at) => SECRET_WORDS.has(word) || (/^keys?$/.test(word) && (words.length === 1 || KEY_OWNERS.has(words[at - 1] ?? ''))));
}

/**
 * A copy of `value` as JSON would show it, with everything under a secret name replaced, at any depth.
 * Booleans and nulls stay: "set" or "not set" is worth knowing and gives nothing away.
 */
export function redact(value: unknown): unknown {
  return copy(value, new Set());
}

function copy(value: unknown, above: Set<object>): unknown {
  if (typeof value === 'bigint') return value.toString();
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Uint8Array) return `[${value.byteLength} bytes]`;
  if ('toJSON' in value && typeof value.toJSON === 'function') return copy(value.toJSON(), above);
  if (above.has(value)) return '[circular]';
  above.add(value);
  const copied = Array.isArray(value)
    ? value.map((item) => copy(item, above))
    : Object.fromEntries(Object.entries(value).map(([name, item]) => [name, isSecretName(name) ? hide(item) : copy(item, above)]));
  above.delete(value);
  return copied;
}

const hide = (value: unknown): unknown => (value === null || value === undefined || typeof value === 'boolean' ? value : REDACTED);
