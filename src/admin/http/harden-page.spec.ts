import { hardenPage } from './harden-page.js';

const PAGE = `<html lang=en><head><script>
  window.REDUX_STATE = {"title":"</script><script>alert(1)</script>"};
  window.THEME = {};
  window.THEME_COMPONENTS = {};
</script>
<link rel="shortcut icon" type="image/x-icon" href="/x.ico" />
<link rel="stylesheet" href="https://fonts.googleapis.com/css?family=Roboto:300,400,500,700" type="text/css">
<script src="/admin/frontend/assets/app.bundle.js"></script></head></html>`;

describe('the page AdminJS writes, made safe', () => {
  const safe = hardenPage(PAGE, { nonce: 'N', version: 'V', language: 'es' });

  it('gives every script the nonce, and lets no name end a script', () => {
    expect(safe.match(/<script/g)).toHaveLength(2);
    expect(safe.match(/<script nonce="N"/g)).toHaveLength(2);
    expect(safe).toContain('\\u003c/script>\\u003cscript>alert(1)');
  });

  it('asks no other host for anything', () => {
    expect(safe).not.toContain('https://');
  });

  it('marks assets with their version and tells the language', () => {
    expect(safe).toContain('src="/admin/frontend/assets/app.bundle.js?v=V"');
    expect(safe).toContain('<html lang="es">');
  });
});
