import { Link } from 'react-router-dom';
import type { HomeFigures } from '../home.js';
import { useApi, usePuente } from './hooks.js';
import { Loading, Problem } from './ui.js';
import type { Word } from './words.js';

const MANY = 1_000;

const TILES: { figure: keyof HomeFigures; text: Word; to: string; bad: boolean }[] = [
  { figure: 'failed', text: 'h_failed', to: '/admin/resources/messages?filters.outcome=failed&filters.direction=inbound', bad: true },
  { figure: 'errors', text: 'h_errors', to: '/admin/resources/errors?filters.status=pending', bad: true },
  { figure: 'paused', text: 'h_paused', to: '/admin/resources/credentials', bad: true },
  { figure: 'retrying', text: 'h_retrying', to: '/admin/resources/retry-queue?filters.state=pending', bad: false },
  { figure: 'waiting', text: 'h_waiting', to: '/admin/resources/messages?filters.status=received&filters.direction=inbound', bad: false },
];

/** What needs a person now; every number leads to the list behind it. */
export function HomePage() {
  const { say } = usePuente();
  const { data, problem } = useApi<HomeFigures>('/admin/api/dashboard', { every: 15_000 });
  if (problem) return <Problem problem={problem} />;
  if (!data) return <Loading />;
  const calm = TILES.every(({ figure, bad }) => !bad || data[figure] === 0);
  return (
    <div className="pz-page pz-home">
      <h1>{say('home_title')}</h1>
      {calm && <p className="pz-why">{say('home_calm')}</p>}
      <div className="pz-tiles">
        {TILES.map(({ figure, text, to, bad }) => (
          <Link key={figure} to={to} className={`pz-tile ${bad && data[figure] > 0 ? 'pz-tile-bad' : ''}`}>
            <b>{data[figure] >= MANY ? `${MANY}+` : data[figure]}</b><span>{say(text)}</span>
          </Link>
        ))}
      </div>
    </div>
  );
}
