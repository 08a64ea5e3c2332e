import { providerMessage } from './oppen.error-body.js';

it.each([
  ['{"message":"Uno","error":"Dos"}', 'Uno'],
  ['{"error":"Dos"}', 'Dos'],
  ['{"detail":"Tres"}', 'Tres'],
  ['{"errors":["Cuatro","Cinco"]}', 'Cuatro'],
  ['{"errors":[{"message":"Seis"}]}', 'Seis'],
  ['{"_error":"Siete"}', 'Siete'],
  ['{"message":"","error":{"detail":"Ocho"}}', 'Ocho'],
  ['"Nueve"', 'Nueve'],
  ['Duplicate invoice\n', 'Duplicate invoice'],
  ['<html><head><style>p{}</style><title>x</title></head><body><h1>502</h1>\n Bad   Gateway</body></html>', '502 Bad Gateway'],
  ['', ''],
])('%j → %j', (body, words) => expect(providerMessage(body)).toBe(words));

it('is cut where nobody reads on', () => expect(providerMessage('x'.repeat(100_000))).toHaveLength(500));
