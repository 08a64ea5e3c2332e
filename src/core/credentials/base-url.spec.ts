import { baseUrlProblems } from './base-url.js';

const judge = (text: string, http = false) => baseUrlProblems(text, { http }).map((found) => found.en).join();

describe('baseUrlProblems', () => {
  it.each(['https://api.example.com/api/v1', 'https://erp.example.com:8443/'])('accepts %s', (url) => expect(judge(url)).toBe(''));
  it('accepts http only where it is allowed', () => {
    expect(judge('http://erp.local', true)).toBe('');
    expect(judge('http://erp.local')).toContain('https');
  });
  it.each([
    ['nonsense', 'complete'],
    ['/api/v1', 'complete'],
    ['ftp://example.com', 'https://'],
    ['http+unix://%2Fvar%2Frun%2Fdocker.sock', 'https://'],
    ['javascript:alert(1)', 'https://'],
    ['https://user:pass@example.com', 'user or password'],
    ['https://token@example.com', 'user or password'],
    ['https://example.com/?key=1', '? or #'],
    ['https://example.com/#x', '? or #'],
  ])('refuses %s', (url, words) => expect(judge(url, true)).toContain(words));
});
