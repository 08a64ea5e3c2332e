import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import type { Figures, Frame } from './home-data.js';
import { credentialAt, credentialsOf, list, scheduleAt } from './home-links.js';
import { usePuente } from './hooks.js';
import { Facts } from './ui.js';
import type { Word } from './words.js';

const TONES = { open: 'good', paused: 'bad', throttled: 'wait', broken: 'wait', inactive: 'quiet' } as const;

/** How an integration's credentials, certificates and schedules stand, in a line each. What is well is only counted. */
export function HomeStanding({ figures, frame }: { figures: Figures; frame: Frame }) {
  const { say } = usePuente();
  return <Facts rows={[[say('h_credentials'), <Credentials figures={figures} frame={frame} />], [say('h_certificates'), certificatesOf(figures) && <Certificates figures={figures} />], [say('h_schedules'), figures.schedules.length > 0 && <Schedules figures={figures} />]]} />;
}

export function StandingBadge({ state }: { state: keyof typeof TONES }) {
  const { say } = usePuente();
  return <span className={`pz-badge pz-${TONES[state]}`}>{say(`s_${state}` as Word)}</span>;
}

function Credentials({ figures: { id, credentials }, frame: { company } }: { figures: Figures; frame: Frame }) {
  const { say } = usePuente();
  const open = credentials.filter(({ state }) => state === 'open').length;
  return (
    <Lines>
      {open > 0 && <Link className="pz-link" to={credentialsOf(id, company)}>{say('h_all_open', { n: open })}</Link>}
      {credentials.filter(({ state }) => state !== 'open').map((one) => <span key={one.id}><Link className="pz-link" to={credentialAt(one.id)}>{one.company} · {one.name}</Link> <StandingBadge state={one.state} /></span>)}
    </Lines>
  );
}

const certificatesOf = ({ credentials }: Figures) => {
  const found = credentials.filter(({ active, certificate_until, certificate_problem }) => active && (certificate_until || certificate_problem));
  return found.length > 0 ? found : null;
};

function Certificates({ figures }: { figures: Figures }) {
  const { say, time } = usePuente();
  return (
    <Lines>
      {certificatesOf(figures)!.map(({ id, company, certificate_owner, certificate_until, certificate_problem }) => (
        <Link key={id} className={certificate_problem || soon(certificate_until!) ? 'pz-error-text' : 'pz-link'} to={credentialAt(id)}>
          {certificate_problem ?? say('h_until', { owner: certificate_owner, when: time(certificate_until, company).slice(0, 10) })}
        </Link>
      ))}
    </Lines>
  );
}

const soon = (until: string): boolean => Date.parse(until) < Date.now() + 30 * 86_400_000;

function Schedules({ figures: { id, schedules } }: { figures: Figures }) {
  const { say } = usePuente();
  const late = schedules.filter(({ paused, late: did, last_state }) => !paused && (did || last_state === 'failed'));
  const paused = schedules.filter((one) => one.paused).length;
  const onTime = schedules.length - paused - late.length;
  return (
    <Lines>
      <Link className="pz-link" to={list('schedules', { name: prefixOf(schedules.map(({ name }) => name)) || id })}>{[onTime > 0 && say('h_on_time', { n: onTime }), paused > 0 && say('h_paused_n', { n: paused })].filter(Boolean).join(' · ')}</Link>
      {late.map(({ name }) => <Link key={name} className="pz-error-text" to={scheduleAt(name)}>{name}</Link>)}
    </Lines>
  );
}

/** What all names begin with, up to the dot. Null when they differ: then their list cannot be named by one filter. */
function prefixOf(names: readonly string[]): string | null {
  const [first, ...rest] = new Set(names.map((name) => name.slice(0, name.indexOf('.') + 1)));
  return first && rest.length === 0 ? first : null;
}

const Lines = ({ children }: { children: ReactNode }) => <span className="pz-home-lines">{children}</span>;
