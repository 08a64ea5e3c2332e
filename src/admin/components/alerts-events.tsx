import { useState } from 'react';
import type { AlertEvent, Page } from './alerts-data.js';
import { integrationName, type Known } from './alerts-page.js';
import { useApi, usePuente } from './hooks.js';
import { Badge, Button, Card, Loading, Problem } from './ui.js';

/** What was told, newest first, page by page. */
export function AlertEvents({ known }: { known: Known }) {
  const { say, time, column, language } = usePuente();
  const [cursor, setCursor] = useState<string | null>(null);
  const { data, problem } = useApi<Page<AlertEvent>>(`/api/alerts/events?limit=25${cursor ? `&cursor=${cursor}` : ''}`);
  const paging = (
    <>
      {cursor && <Button onClick={() => setCursor(null)}>{say('al_newest')}</Button>}
      {data?.next_cursor && <Button onClick={() => setCursor(data.next_cursor)}>{say('al_older')}</Button>}
    </>
  );
  return (
    <Card title={say('al_history')} actions={paging}>
      <Problem problem={problem} />
      {!data && !problem && <Loading />}
      {data && data.data.length === 0 && <p className="pz-quiet-text">{say('al_no_history')}</p>}
      {data && data.data.length > 0 && (
        <div className="pz-scroll">
          <table className="pz-table">
            <thead><tr><th>{column('at')}</th><th>{say('al_rule')}</th><th>{say('al_what')}</th><th>{column('integration')}</th><th>{say('al_example')}</th><th className="pz-number">{say('al_times')}</th><th>{column('state')}</th></tr></thead>
            <tbody>
              {data.data.map((event) => (
                <tr key={event.id}>
                  <td className="pz-nowrap">{time(event.window_start, event.company)}</td>
                  <td>{event.rule}<br /><span className="pz-quiet-text">{event.company}</span></td>
                  <td>{known.kinds.find(({ id }) => id === event.kind)?.label[language] ?? event.kind}</td>
                  <td>{event.integration ? integrationName(known, event.integration, '') : '—'}</td>
                  <td className="pz-sample">{event.sample}</td>
                  <td className="pz-number">{event.occurrences}</td>
                  <td><Badge column="alert_state" value={event.state} />{event.problem && <p className="pz-error-text">{event.problem[language]}</p>}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Card>
  );
}
