import { Link } from 'react-router-dom';
import { countOf, spanOf, type Figures, type Frame } from './home-data.js';
import { messagesOf } from './home-links.js';
import { usePuente } from './hooks.js';
import { Card } from './ui.js';

/** The hosts that were called, slowest first, and what went wrong there. */
export function PanelProviders({ figures: { id, providers }, frame: { company, from } }: { figures: Figures; frame: Frame }) {
  const { say, value, language } = usePuente();
  const of = (host: string, outcome?: string, error_category?: string) => messagesOf({ integration: id, company, from, direction: 'outbound', host, outcome, error_category });
  return (
    <Card title={say('p_providers')}>
      <div className="pz-scroll" tabIndex={0}>
        <table className="pz-table">
          <thead><tr><th>{say('p_host')}</th><th className="pz-number">{say('p_calls')}</th><th className="pz-number">{say('p_failed')}</th><th className="pz-number">{say('p_mean')}</th><th className="pz-number">{say('p_slowest')}</th><th>{say('p_causes')}</th></tr></thead>
          <tbody>
            {providers.map(({ host, calls, failed, mean_ms, slowest_ms, errors }) => (
              <tr key={host}>
                <td>{host}</td>
                <td className="pz-number"><Link className="pz-link" to={of(host)}>{countOf(calls, language)}</Link></td>
                <td className="pz-number">{failed > 0 ? <Link className="pz-error-text" to={of(host, 'failed')}>{countOf(failed, language)}</Link> : 0}</td>
                <td className="pz-number">{mean_ms === null ? '—' : spanOf(mean_ms, language)}</td>
                <td className="pz-number">{spanOf(slowest_ms, language)}</td>
                <td><span className="pz-home-badges">{errors.map(({ error_category, count }) => <Link key={error_category} className="pz-badge pz-bad" to={of(host, 'failed', error_category)}>{value('error_category', error_category)}: {countOf(count, language)}</Link>)}</span></td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  );
}
