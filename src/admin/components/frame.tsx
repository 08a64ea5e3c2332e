import type { FormEvent } from 'react';
import { NavLink } from 'react-router-dom';
import { Icon } from '@adminjs/design-system';
import { useTranslation, type ResourceJSON } from 'adminjs';
import { INTEGRATION_PAGES } from '../integration-pages.js';
import { usePuente } from './hooks.js';

/** The person, the language switch and the way out, at the top right. Forms, because nothing changes by GET. */
export function LoggedIn() {
  const { admin, language, say, value } = usePuente();
  if (!admin) return null;
  return (
    <div className="pz-person">
      <NavLink to="/admin/pages/profile" className="pz-person-name">{admin.title}<small>{value('role', admin.caller.role)}</small></NavLink>
      <form method="post" action="/admin/language">
        <input type="hidden" name="locale" value={language === 'es' ? 'en' : 'es'} />
        <button type="submit" className="pz-button pz-plain" lang={language === 'es' ? 'en' : 'es'}>{say('language')}</button>
      </form>
      <form method="post" action="/admin/logout" onSubmit={forget}>
        <button type="submit" className="pz-button pz-plain">{say('sign_out')}</button>
      </form>
    </div>
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
