import { asTheme, themeAttribute, themeOf } from './theme-cookie.js';

it('reads what the browser chose, and takes anything else for «as the system»', () => {
  expect(themeOf({ headers: { cookie: 'puente.sid=s%3Aabc; puente.theme=dark' } })).toBe('dark');
  expect(themeOf({ headers: { cookie: 'xpuente.theme=dark' } })).toBe('system');
  expect(themeOf({ headers: { cookie: 'puente.theme="><script>' } })).toBe('system');
  expect(themeOf({ headers: {} })).toBe('system');
  expect(asTheme(['dark'])).toBe('system');
});

it('marks the page only with a choice', () => {
  expect(themeAttribute('dark')).toBe(' data-theme="dark"');
  expect(themeAttribute('system')).toBe('');
});
