import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ALEGRA_FIELDS } from './alegra.credentials.js';
import { webhookTemplate } from './mapping/webhook-template.js';

const readme = readFileSync(join(import.meta.dirname, 'README.md'), 'utf8');

describe('README of Alegra', () => {
  it.each(ALEGRA_FIELDS.filter(({ kind }) => kind !== 'secret').map((field) => [field.name, field] as const))('tells %s as the form does', (name, { kind, help, default: preset, options }) => {
    const shown = `| \`${name}\` | ${kind}${options ? `: ${options.join(', ')}` : ''} | ${preset === undefined ? '' : `\`${JSON.stringify(preset)}\``} | ${help.en} |`;
    expect(readme).toContain(shown);
  });

  it('names every secret', () => {
    for (const { name } of ALEGRA_FIELDS.filter(({ kind }) => kind === 'secret')) expect(readme).toContain(`\`${name}\``);
  });
});

it('the page on webhooks shows the template to the letter', () => {
  const page = readFileSync(join(import.meta.dirname, '../../../docs/frappe-webhook.md'), 'utf8');
  expect(page).toContain(`\n${webhookTemplate('on_submit')}\n`);
});
