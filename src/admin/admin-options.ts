import type { AdminJSOptions, CurrentAdmin } from 'adminjs';
import type { DataSource } from 'typeorm';
import type { IntegrationRegistry } from '../core/integration/index.js';
import type { PuenteAdmin } from './current-admin.js';
import { integrationPages, integrationResources, sandboxPages } from './integrations.js';
import { adminLocale } from './locales/index.js';
import { resources } from './resources/index.js';
import { THEME } from './theme.js';

/** AdminJS as Puente uses it, as data. */
export function adminOptions(db: DataSource, registry: IntegrationRegistry, { publicUrl, sandbox = false }: { publicUrl?: string; sandbox?: boolean } = {}): AdminJSOptions {
  return {
    rootPath: '/admin',
    loginPath: '/admin/login',
    logoutPath: '/admin/logout',
    resources: [...resources({ db, registry }), ...integrationResources({ db, registry })],
    pages: { ...integrationPages(registry, publicUrl), search: { component: 'SearchPage', icon: 'Search' }, ...(sandbox && sandboxPages()) },
    dashboard: { component: 'HomePage' },
    locale: (admin?: CurrentAdmin) => adminLocale((admin as PuenteAdmin | undefined)?.locale ?? 'es', registry.all),
    branding: { companyName: 'Puente', logo: '/admin/frontend/assets/logo.svg', favicon: '/admin/frontend/assets/favicon.svg', withMadeWithLove: false, theme: THEME },
    assets: { styles: ['puente', 'home', 'lists', 'settings', 'devengo'].map((name) => `/admin/frontend/assets/${name}.css`), scripts: [] },
    settings: { defaultPerPage: 25 },
  };
}
