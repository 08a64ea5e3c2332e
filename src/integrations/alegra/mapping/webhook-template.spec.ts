import { WEBHOOK_EVENTS, webhookPath, webhookTemplate } from './webhook-template.js';

it.each(WEBHOOK_EVENTS)('names its event, %s, and closes what it opens', (event) => {
  const template = webhookTemplate(event);
  expect(template).toMatch(new RegExp(`^\\{"event":"${event}",`));
  for (const [opening, closing] of [['{{', '}}'], ['{%', '%}'], ['[', ']'], ['(', ')']]) expect(template.split(opening!).length).toBe(template.split(closing!).length);
  expect(template.match(/\{% for /g)!.length).toBe(template.match(/\{% endfor %\}/g)!.length);
});

it('addresses a company', () => {
  expect(webhookPath('tienda-1')).toBe('/api/alegra/webhooks/erpnext/tienda-1');
});
