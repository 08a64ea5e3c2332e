import { useTranslation } from 'adminjs';
import { groupOf, INTEGRATION_PAGES, integrationsOf } from '../integration-pages.js';
import { integrationAttention } from './home-attention.js';
import { AttentionList } from './home-attention-list.js';
import type { Figures, Frame } from './home-data.js';
import { HomeFigures } from './home-figures.js';
import { HomeFrame, useFrame } from './home-frame.js';
import { messagesOf, panelOf, query } from './home-links.js';
import { useApi, usePuente } from './hooks.js';
import { PanelCredentials } from './panel-credentials.js';
import { PanelFailures } from './panel-failures.js';
import { PanelProviders } from './panel-providers.js';
import { PanelQueues } from './panel-queues.js';
import { PanelRunbook } from './panel-runbook.js';
import { PanelSchedules } from './panel-schedules.js';
import { ButtonLink, Card, Loading, Problem } from './ui.js';

const EVERY_MS = 30_000;

/** One integration on one page: how it goes, what waits, what failed and what to do about it. */
export function PanelPage() {
  const { say } = usePuente();
  const { range, company, integration } = useFrame();
  const { data, problem, again } = useApi<Frame & { integration: Figures }>(`/api/statistics/integrations/${encodeURIComponent(integration || '-')}?${query({ range, company })}`, { every: EVERY_MS });
  // The navigation leads from one panel to another without leaving the page: the figures of the one before are not this one's.
  const shown = data?.integration.id === integration ? data : null;
  return (
    <HomeFrame title={shown?.integration.label ?? say('p_statistics')} data={shown} again={again}>
      <Siblings integration={integration} />
      <Problem problem={problem} />
      {shown ? <Panel figures={shown.integration} frame={shown} again={again} /> : !problem && <Loading />}
    </HomeFrame>
  );
}

function Panel({ figures, frame, again }: { figures: Figures; frame: Frame; again: () => void }) {
  const { say, may } = usePuente();
  const attention = integrationAttention(figures, Date.now());
  return (
    <>
      {attention.length > 0 && <Card title={say('home_attention')}><AttentionList items={attention} /></Card>}
      {figures.credentials.length === 0 && (
        <Card title={say('h_credentials')} actions={may('manager') && <ButtonLink to="/admin/resources/credentials/actions/new" kind="main">{say('h_add_credential')}</ButtonLink>}>
          <p className="pz-quiet-text">{say('h_no_credential')}</p>
        </Card>
      )}
      <Card title={say('p_statistics')}><HomeFigures figures={figures} frame={frame} /></Card>
      <PanelFailures figures={figures} frame={frame} />
      <PanelQueues figures={figures} frame={frame} again={again} />
      {figures.providers.length > 0 && <PanelProviders figures={figures} frame={frame} />}
      {figures.credentials.length > 0 && <PanelCredentials figures={figures} again={again} />}
      <PanelSchedules schedules={figures.schedules} again={again} />
      <Places id={figures.id} frame={frame} />
      <PanelRunbook integration={figures.id} />
    </>
  );
}

/** Providers that make one integration to people: a step from one to the other. */
function Siblings({ integration }: { integration: string }) {
  const { translateLabel } = useTranslation();
  const { range, company } = useFrame();
  const group = groupOf(integration);
  if (group === integration) return null;
  return (
    <nav className="pz-panel-places" aria-label={translateLabel(group)}>
      {integrationsOf(group).map((id) => <ButtonLink key={id} to={panelOf(id, { range, company })} kind={id === integration ? 'main' : 'plain'}>{translateLabel(id)}</ButtonLink>)}
    </nav>
  );
}

/** The integration's own pages, its settings, its lists. */
function Places({ id, frame: { company } }: { id: string; frame: Frame }) {
  const { say } = usePuente();
  const { translateLabel } = useTranslation();
  return (
    <Card title={say('p_places')}>
      <div className="pz-panel-places">
        {(INTEGRATION_PAGES[groupOf(id)] ?? []).map((page) => <ButtonLink key={page.id} to={`/admin/pages/${page.id}`}>{translateLabel(page.id)}</ButtonLink>)}
        <ButtonLink to={`/admin/pages/settings?${query({ company, integration: id })}`}>{say('p_settings')}</ButtonLink>
        <ButtonLink to={messagesOf({ integration: id, company })}>{say('p_all_messages')}</ButtonLink>
        <ButtonLink to={messagesOf({ integration: id, company, direction: 'outbound' })}>{say('p_all_calls')}</ButtonLink>
      </div>
    </Card>
  );
}
