import { webhookProblems } from './webhook-address.js';

const told = (text: string, privateHosts = false) => webhookProblems(text, { privateHosts })[0]?.es ?? 'bien';

it.each([
  ['https://hooks.slack.example/services/T0/B0/x', 'bien'],
  ['https://chat.example/hook?key=1', 'bien'],
  ['hooks.slack.example', 'debe ser una dirección web completa'],
  ['http://hooks.slack.example/x', 'debe empezar por https://'],
  ['file:///etc/passwd', 'debe empezar por https://'],
  ['https://ana:clave@hooks.example/x', 'no puede llevar usuario ni contraseña'],
  ['https://127.0.0.1/x', 'no puede llevar a una dirección privada'],
  ['https://2130706433/x', 'no puede llevar a una dirección privada'],
  ['https://[::1]/x', 'no puede llevar a una dirección privada'],
  ['https://[::ffff:10.0.0.1]/x', 'no puede llevar a una dirección privada'],
  ['https://169.254.169.254/latest/meta-data', 'no puede llevar a una dirección privada'],
  ['https://localhost/x', 'no puede llevar a una dirección privada'],
])('%s: %s', (text, expected) => expect(told(text)).toBe(expected));

it('takes an own network where that is allowed', () => {
  expect(told('http://10.0.0.5:8065/hooks/x', true)).toBe('bien');
  expect(told('ftp://10.0.0.5/x', true)).toBe('debe empezar por https://');
});
