import { Link } from 'react-router-dom';
import type { Figures, Frame } from './home-data.js';
import { messageAt, messagesOf, query } from './home-links.js';
import { useApi, usePuente } from './hooks.js';
import { adviceFor } from './panel-advice.js';
import { Card, Problem } from './ui.js';

interface Failure {
  id: string;
  company: string;
  received_at: string;
  event_type: string;
  external_reference: string | null;
  error_category: string | null;
  error_code: string | null;
  error_message: string | null;
}

const MANY = 10;

/** The latest messages that nobody will try again by themselves: why, and what the runbook says to do. */
export function PanelFailures({ figures: { id, by_outcome }, frame: { company } }: { figures: Figures; frame: Frame }) {
  const { say, time, value, language } = usePuente();
  // Read anew when the count of failures changes.
  const { data, problem } = useApi<{ data: Failure[] }>(`/api/messages?${query({ integration: id, company, direction: 'inbound', outcome: 'failed', limit: String(MANY) })}#${by_outcome.failed ?? 0}`);
  return (
    <Card title={say('p_failures')} actions={data && data.data.length > 0 && <Link className="pz-link" to={messagesOf({ integration: id, company, outcome: 'failed' })}>{say('p_see_all')}</Link>}>
      <Problem problem={problem} />
      {data?.data.length === 0 && <p className="pz-quiet-text">{say('p_no_failures')}</p>}
      {data?.data.map(({ id: message, company: of, received_at, event_type, external_reference, error_category, error_code, error_message }) => {
        const advice = adviceFor(id, error_code, error_message, language);
        return (
          <div key={message} className="pz-panel-failure">
            <p><span className="pz-nowrap pz-quiet-text">{time(received_at, of)}</span> <Link className="pz-link" to={messageAt(message)}>{external_reference ?? event_type}</Link> <span className="pz-badge pz-bad">{value('error_category', error_category)}</span></p>
            <p className="pz-error-text">{error_message}</p>
            {advice && <p className="pz-panel-do">{say('p_what_to_do', { text: advice })}</p>}
          </div>
        );
      })}
    </Card>
  );
}
