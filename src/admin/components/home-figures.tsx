import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { HomeChart } from './home-chart.js';
import { countOf, percentOf, spanOf, total, type Figures, type Frame } from './home-data.js';
import { errorsOf, messageAt, messagesOf, retriesOf } from './home-links.js';
import { usePuente } from './hooks.js';
import { Facts } from './ui.js';
import type { Word } from './words.js';

/** How one integration goes: the chart and its numbers, each of which leads to the list behind it. */
export function HomeFigures({ figures, frame }: { figures: Figures; frame: Frame }) {
  const { say, language } = usePuente();
  const { id, by_outcome, success_rate, waiting, processing, retrying, errors } = figures;
  const { company, from } = frame;
  const range = say('h_in_range', { range: say(`home_${frame.range}` as Word) });
  const received = total(by_outcome);
  const failed = by_outcome.failed ?? 0;
  const of = (outcome?: string) => messagesOf({ integration: id, company, from, outcome });
  return (
    <>
      {received > 0 ? <HomeChart figures={figures} frame={frame} /> : <p className="pz-quiet-text pz-home-empty">{say('h_nothing_received')}</p>}
      <div className="pz-home-numbers">
        <Figure to={of()} name={say('h_received')} note={range}>{countOf(received, language)}</Figure>
        <Figure to={of('succeeded')} name={say('h_rate')} note={range}>{success_rate === null ? '—' : percentOf(success_rate, language)}</Figure>
        <Figure to={of('failed')} name={say('h_failed')} note={range} bad={failed > 0}>{countOf(failed, language)}</Figure>
        <Figure to={messagesOf({ integration: id, company, outcome: 'received' })} name={say('h_waiting')}>{countOf(waiting, language)}</Figure>
        {processing > 0 && <Figure to={messagesOf({ integration: id, company, outcome: 'processing' })} name={say('h_processing')}>{countOf(processing, language)}</Figure>}
        <Figure to={retriesOf(id, company)} name={say('h_retrying')}>{countOf(retrying, language)}</Figure>
        <Figure to={errorsOf(id, company)} name={say('h_errors')} bad={errors > 0}>{countOf(errors, language)}</Figure>
      </div>
      <Facts rows={[[say('h_by_category'), <Categories figures={figures} frame={frame} />], [say('h_oldest'), <Oldest figures={figures} />], [say('h_slowest'), <Slowest figures={figures} frame={frame} />]]} />
    </>
  );
}

function Figure({ to, name, note, bad = false, children }: { to: string; name: string; note?: string; bad?: boolean; children: ReactNode }) {
  return <Link to={to} className={`pz-home-number ${bad ? 'pz-tile-bad' : ''}`}><b>{children}</b><span>{name}</span>{note && <small>{note}</small>}</Link>;
}

function Categories({ figures: { id, failed_by_category }, frame: { company, from } }: { figures: Figures; frame: Frame }) {
  const { say, value, language } = usePuente();
  if (failed_by_category.length === 0) return <span className="pz-quiet-text">{say('h_none_failed')}</span>;
  return (
    <span className="pz-home-badges">
      {failed_by_category.map(({ error_category, count }) => (
        <Link key={error_category} className="pz-badge pz-bad" to={messagesOf({ integration: id, company, from, outcome: 'failed', error_category })}>{value('error_category', error_category)}: {countOf(count, language)}</Link>
      ))}
    </span>
  );
}

function Oldest({ figures: { oldest_due } }: { figures: Figures }) {
  const { say, language } = usePuente();
  if (!oldest_due) return <span className="pz-quiet-text">{say('h_nothing_waits')}</span>;
  return <><Link className="pz-link" to={messageAt(oldest_due.message_id)}>{say('h_oldest_since', { span: spanOf(Date.now() - Date.parse(oldest_due.at), language) })}</Link> {oldest_due.why && <span className="pz-quiet-text">{oldest_due.why}</span>}</>;
}

function Slowest({ figures: { id, providers }, frame: { company, from } }: { figures: Figures; frame: Frame }) {
  const { say, language } = usePuente();
  const [slowest] = providers;
  if (!slowest) return <span className="pz-quiet-text">{say('h_no_calls')}</span>;
  const { host, calls, failed, mean_ms, slowest_ms } = slowest;
  const of = (outcome?: string) => messagesOf({ integration: id, company, from, direction: 'outbound', host, outcome });
  return (
    <>
      <b>{host}</b>{': '}{mean_ms !== null && <>{say('h_mean', { mean: spanOf(mean_ms, language), slowest: spanOf(slowest_ms, language) })}</>}{' · '}
      <Link className="pz-link" to={of()}>{say('h_calls', { n: countOf(calls, language) })}</Link>
      {failed > 0 && <> · <Link className="pz-error-text" to={of('failed')}>{say('h_calls_failed', { n: countOf(failed, language) })}</Link></>}
    </>
  );
}
