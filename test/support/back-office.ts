import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page, Response } from 'playwright-core';
import { launchChromium } from './chromium.js';
import type { TestHouse } from './house.js';

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const ROOT = join(import.meta.dirname, '../..');

/** The back-office of a house in a real browser, with an ear for what no page may do: errors, and requests to other hosts. */
export class BackOffice {
  readonly noticed: string[] = [];

  private constructor(
    private readonly origin: string,
    private readonly browser: Browser,
    readonly page: Page,
  ) {
    page.setDefaultTimeout(15_000);
    page.on('console', (message) => { if (message.type() === 'error') this.noticed.push(`console: ${message.text()}`); });
    page.on('pageerror', (error) => this.noticed.push(`page: ${error.message}`));
    page.on('request', (request) => { if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(origin)) this.noticed.push(`foreign: ${request.url()}`); });
  }

  /** Builds the bundle when it is older than its sources. */
  static async open({ house }: TestHouse): Promise<BackOffice> {
    execFileSync(process.execPath, [join(ROOT, 'scripts/build-admin.mjs')], { stdio: ['ignore', 2, 2] });
    const browser = await launchChromium();
    const context = await browser.newContext({ locale: 'es-CR', viewport: { width: 1360, height: 900 } });
    return new BackOffice(house.origin!, browser, await context.newPage());
  }

  goto(path: string): Promise<Response | null> {
    return this.page.goto(this.origin + path);
  }

  async logIn(password = 'correcto-caballo-pila', email = 'ana@example.test'): Promise<void> {
    await this.page.fill('#email', email);
    await this.page.fill('#password', password);
    await this.page.click('button[type=submit]');
  }

  /** Opens the person's menu and presses a button in it. */
  async fromMenu(name: string): Promise<void> {
    await this.page.locator('[popovertarget="menu-persona"]').click();
    await this.page.locator('.pz-person-menu').getByRole('button', { name }).click();
  }

  /**
   * What axe finds on the page as it stands against WCAG A and AA: everything in light, the contrast again in dark. One line for
   * each finding; empty is good.
   */
  async violations(): Promise<string[]> {
    const { page } = this;
    // Colours that are still on their way from one state to another are nobody's choice.
    await page.addStyleTag({ content: '*, *::before, *::after { transition: none !important; animation: none !important; }' });
    const where = new URL(page.url()).pathname;
    const light = await new AxeBuilder({ page }).setLegacyMode().withTags(WCAG).analyze();
    await page.emulateMedia({ colorScheme: 'dark' });
    const dark = await new AxeBuilder({ page }).setLegacyMode().withRules(['color-contrast']).analyze();
    await page.emulateMedia({ colorScheme: 'light' });
    return [[light, 'claro'] as const, [dark, 'oscuro'] as const].flatMap(([{ violations }, theme]) =>
      violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${where} ${theme} ${id}: ${target.join(' ')} ${(failureSummary ?? '').split('\n').slice(1, 2).join('').trim()}`)));
  }

  close(): Promise<void> {
    return this.browser.close();
  }
}
