import { Link } from 'react-router-dom';
import { attentionOf, integrationAttention } from './home-attention.js';
import { AttentionList } from './home-attention-list.js';
import { countOf, type Figures, type Overview } from './home-data.js';
import { HomeFigures } from './home-figures.js';
import { HomeFrame, useFrame } from './home-frame.js';
import { list, panelOf, query } from './home-links.js';
import { HomeStanding } from './home-standing.js';
import { useApi, usePuente } from './hooks.js';
import { ButtonLink, Card, Loading, Problem } from './ui.js';
import type { Word } from './words.js';

const EVERY_MS = 30_000;

/** What needs a person now on top; below it how each integration goes. Every number leads to the list behind it. */
export function HomePage() {
  const { say } = usePuente();
  const { range, company } = useFrame();
  const { data, problem, again } = useApi<Overview>(`/api/statistics/overview?${query({ range, company })}`, { every: EVERY_MS });
  return (
    <HomeFrame title={say('home_title')} data={data} again={again}>
      <Problem problem={problem} />
      {data ? <Everything data={data} /> : !problem && <Loading />}
    </HomeFrame>
  );
}

function Everything({ data }: { data: Overview }) {
  const { say } = usePuente();
  const attention = attentionOf(data, Date.now());
  const calm = attention.length === 0 && TILES.every(({ bad, count }) => !bad || sum(data, count) === 0);
  return (
    <>
      {calm && <p className="pz-why">{say('home_calm')}</p>}
      <Tiles data={data} />
      {attention.length > 0 && <Card title={say('home_attention')}><AttentionList items={attention} /></Card>}
      <div className="pz-home-cards">{data.integrations.map((one) => <IntegrationCard key={one.id} figures={one} data={data} />)}</div>
    </>
  );
}

const TILES: { name: Word; bad: boolean; count: (one: Figures) => number; to: (data: Overview) => string }[] = [
  { name: 'h_errors', bad: true, count: ({ errors }) => errors, to: ({ company }) => list('errors', { status: 'pending', company }) },
  { name: 'h_failed', bad: true, count: ({ by_outcome }) => by_outcome.failed ?? 0, to: ({ company, from }) => list('messages', { outcome: 'failed', direction: 'inbound', company, 'received_at~~from': from }) },
  { name: 'h_retrying', bad: false, count: ({ retrying }) => retrying, to: ({ company }) => list('retry-queue', { state: 'pending', company }) },
  { name: 'h_waiting', bad: false, count: ({ waiting }) => waiting, to: ({ company }) => list('messages', { status: 'received', direction: 'inbound', company }) },
];

function Tiles({ data }: { data: Overview }) {
  const { say, language } = usePuente();
  return (
    <div className="pz-tiles pz-tiles-narrow">
      {TILES.map(({ name, bad, count, to }) => (
        <Link key={name} to={to(data)} className={`pz-tile ${bad && sum(data, count) > 0 ? 'pz-tile-bad' : ''}`}>
          <b>{countOf(sum(data, count), language)}</b><span>{say(name)}</span>{name === 'h_failed' && <small>{say('h_in_range', { range: say(`home_${data.range}`) })}</small>}
        </Link>
      ))}
    </div>
  );
}

function IntegrationCard({ figures, data }: { figures: Figures; data: Overview }) {
  const { say, may } = usePuente();
  const { id, label, credentials } = figures;
  const here = panelOf(id, { range: data.range, company: data.company });
  const count = integrationAttention(figures, Date.now()).length + figures.errors;
  const untouched = credentials.length === 0 && Object.keys(figures.by_outcome).length === 0;
  return (
    <Card title={<><Link to={here} className="pz-home-label">{label}</Link> {!untouched && <span className={`pz-badge pz-${count > 0 ? 'bad' : 'good'}`}>{count > 0 ? say('h_look', { n: count }) : say('h_all_well')}</span>}</>} actions={<ButtonLink to={here}>{say('h_open_panel')}</ButtonLink>}>
      {untouched ? (
        <>
          <p className="pz-quiet-text">{say('h_no_credential')}</p>
          {may('manager') && <ButtonLink to="/admin/resources/credentials/actions/new" kind="main">{say('h_add_credential')}</ButtonLink>}
        </>
      ) : <><HomeFigures figures={figures} frame={data} /><HomeStanding figures={figures} frame={data} /></>}
    </Card>
  );
}

const sum = ({ integrations }: Overview, of: (one: Figures) => number): number => integrations.reduce((total, one) => total + of(one), 0);
