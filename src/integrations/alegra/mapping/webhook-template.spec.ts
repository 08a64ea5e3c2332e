import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { WEBHOOK_EVENTS, webhookPath, webhookTemplate } from './webhook-template.js';

it('is the template of the documentation, to the letter', () => {
  const page = readFileSync(join(import.meta.dirname, '../../../../docs/frappe-webhook.md'), 'utf8');
  expect(page).toContain(`\n${webhookTemplate('on_submit')}\n`);
});

it.each(WEBHOOK_EVENTS)('names its event, %s, and closes what it opens', (event) => {
  const template = webhookTemplate(event);
  expect(template).toMatch(new RegExp(`^\\{"event":"${event}",`));
  for (const [opening, closing] of [['{{', '}}'], ['{%', '%}'], ['[', ']'], ['(', ')']]) expect(template.split(opening!).length).toBe(template.split(closing!).length);
  expect(template.match(/\{% for /g)!.length).toBe(template.match(/\{% endfor %\}/g)!.length);
});

it('addresses a company', () => {
  expect(webhookPath('tienda-1')).toBe('/api/alegra/webhooks/erpnext/tienda-1');
});
