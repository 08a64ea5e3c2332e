import { useEffect, type FormEvent } from 'react';
import { Link, NavLink, useLocation } from 'react-router-dom';
import { Icon } from '@adminjs/design-system';
import { useTranslation, type ResourceJSON } from 'adminjs';
import { INTEGRATION_PAGES, integrationsOf, PANEL_PAGE } from '../integration-pages.js';
import { panelOf } from './home-links.js';
import { usePuente } from './hooks.js';
import { SearchBox } from './search-box.js';

/** The place that the page's skip link leads to (`http/page-top.ts`): right before the content. */
const CONTENT = 'contenido';

/** The bar above every page. AdminJS's own opens the navigation with something that is no button. */
export function TopBar({ toggleSidebar }: { toggleSidebar: () => void }) {
  const { say } = usePuente();
  useTitle();
  return (
    <>
      <header className="pz-topbar" data-css="topbar">
        <button type="button" className="pz-icon-button pz-narrow-only" aria-label={say('menu')} onClick={toggleSidebar}><Icon icon="Menu" size={22} /></button>
        <LoggedIn />
      </header>
      <span id={CONTENT} tabIndex={-1} />
    </>
  );
}

/** Tabs and screen readers tell pages apart by their titles. */
function useTitle(): void {
  const { translateLabel } = useTranslation();
  const { pathname } = useLocation();
  useEffect(() => {
    const [, name] = /^\/admin\/(?:resources|pages)\/([^/]+)/.exec(pathname) ?? [];
    const record = /\/records\/([^/]+)/.exec(pathname)?.[1];
    document.title = [record && (record.length === 36 ? record.slice(-12) : record), translateLabel(name ?? 'dashboard'), 'Puente'].filter(Boolean).join(' · ');
  }, [pathname, translateLabel]);
}

const MENU = 'menu-persona';

/** The person, their choices and the way out, at the top right. Forms, because nothing changes by GET. The browser itself opens and shuts the menu. */
export function LoggedIn() {
  const { admin, language, say, value } = usePuente();
  if (!admin) return null;
  const other = language === 'es' ? 'en' : 'es';
  return (
    <div className="pz-person">
      <SearchBox />
      <button type="button" className="pz-button pz-plain" {...{ popovertarget: MENU }} aria-label={say('person_menu', { name: admin.title })}><Icon icon="User" size={16} /><span className="pz-person-name">{admin.title}</span></button>
      <div id={MENU} className="pz-person-menu" {...{ popover: 'auto' }}>
        <p>{admin.title}<small>{value('role', admin.caller.role)} · {admin.email}</small></p>
        <ThemeChoice />
        <a className="pz-menu-item" href="/admin/pages/profile"><Icon icon="Settings" size={16} />{say('pr_title')}</a>
        <form method="post" action="/admin/language">
          <input type="hidden" name="locale" value={other} />
          <button type="submit" className="pz-menu-item" lang={other}><Icon icon="Globe" size={16} />{say('language')}</button>
        </form>
        <form method="post" action="/admin/logout" onSubmit={forget}>
          <button type="submit" className="pz-menu-item"><Icon icon="LogOut" size={16} />{say('sign_out')}</button>
        </form>
      </div>
    </div>
  );
}

const THEMES = ['system', 'light', 'dark'] as const;

function ThemeChoice() {
  const { say } = usePuente();
  const chosen = document.documentElement.dataset.theme ?? 'system';
  return (
    <form method="post" action="/admin/theme" role="group" aria-label={say('theme')} className="pz-themes">
      <span aria-hidden>{say('theme')}</span>
      {THEMES.map((theme) => <button key={theme} type="submit" name="theme" value={theme} aria-pressed={theme === chosen}>{say(`theme_${theme}`)}</button>)}
    </form>
  );
}

// What the browser keeps of open drawers and filters must not greet the next person.
function forget(_event: FormEvent): void {
  localStorage.clear();
}

/** AdminJS's own list of pages: ours stand in the group of their integration. */
export const SidebarPages = (): null => null;

/** The navigation, always open: groups with their pages and resources. */
export function SidebarResourceSection({ resources }: { resources: ResourceJSON[] }) {
  const { translateLabel } = useTranslation();
  const shown = resources.filter(({ href }) => href);
  // An integration may have pages and no tables.
  const groups = [...new Set([...shown.map(({ navigation }) => navigation?.name ?? ''), ...Object.keys(INTEGRATION_PAGES)])];
  return (
    <nav className="pz-nav" aria-label={translateLabel('navigation')}>
      <NavLink to="/admin" end><Icon icon="Home" />{translateLabel('dashboard')}</NavLink>
      {groups.map((group) => (
        <div key={group} role="group" aria-label={translateLabel(group)}>
          <p>{translateLabel(group)}</p>
          {integrationsOf(group).length > 0 && <PanelLink group={group} />}
          {(INTEGRATION_PAGES[group] ?? []).map(({ id, icon }) => (
            <NavLink key={id} to={`/admin/pages/${id}`}><Icon icon={icon} />{translateLabel(id)}</NavLink>
          ))}
          {shown.filter(({ navigation }) => (navigation?.name ?? '') === group).map((resource) => (
            <NavLink key={resource.id} to={`/admin/resources/${resource.id}`}><Icon icon={resource.navigation?.icon ?? 'Circle'} />{translateLabel(resource.id)}</NavLink>
          ))}
        </div>
      ))}
    </nav>
  );
}

/** One page for all integrations, told apart by its query: which one is open, the router cannot tell. */
function PanelLink({ group }: { group: string }) {
  const { translateLabel } = useTranslation();
  const { pathname, search } = useLocation();
  const here = pathname === '/admin/pages/panel' && integrationsOf(group).includes(new URLSearchParams(search).get('integration') ?? '');
  return <Link to={panelOf(integrationsOf(group)[0]!)} className={here ? 'active' : ''} aria-current={here ? 'page' : undefined}><Icon icon={PANEL_PAGE.icon} />{translateLabel(PANEL_PAGE.id)}</Link>;
}
