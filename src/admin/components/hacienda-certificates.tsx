import { Link } from 'react-router-dom';
import type { Certificate } from './hacienda-panel-data.js';
import { useApi, usePuente } from './hooks.js';
import { Card, Loading, Problem } from './ui.js';

const WARN_DAYS = 30;

/** Until when each company can sign; what ends soon or cannot sign is said in red. */
export function HaciendaCertificates({ query }: { query: string }) {
  const { say } = usePuente();
  const { data, problem } = useApi<{ data: Certificate[] }>(`/api/hacienda/certificates${query}`);
  return (
    <Card title={say('hacienda_certificates')}>
      <Problem problem={problem} />
      {!data && !problem && <Loading />}
      {data?.data.length === 0 && <p className="pz-quiet-text">{say('hacienda_no_certificates')}</p>}
      {data && data.data.length > 0 && <Table rows={data.data} />}
    </Card>
  );
}

function Table({ rows }: { rows: readonly Certificate[] }) {
  const { say, column, value } = usePuente();
  return (
    <div className="pz-scroll" tabIndex={0}>
      <table className="pz-table">
        <thead><tr><th>{column('company')}</th><th>{say('hacienda_h_credential')}</th><th>{say('hacienda_h_owner')}</th><th>{column('expires_at')}</th></tr></thead>
        <tbody>
          {rows.map(({ credential_id, company, name, environment, owner, identification, ...rest }) => (
            <tr key={credential_id}>
              <td>{company}</td>
              <td><Link className="pz-link" to={`/admin/resources/credentials/records/${credential_id}/show`}>{name}</Link> <span className="pz-quiet-text">{value('environment', environment)}</span></td>
              <td>{owner} {identification && <span className="pz-quiet-text">{identification}</span>}</td>
              <td><Expiry {...rest} company={company} /></td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Expiry({ expires_at, days_left, problem, company }: Pick<Certificate, 'expires_at' | 'days_left' | 'problem' | 'company'>) {
  const { say, time } = usePuente();
  if (problem) return <span className="pz-error-text">{problem}</span>;
  const text = say('hacienda_days_left', { day: time(expires_at, company).slice(0, 10), n: days_left });
  return <span className={days_left !== null && days_left < WARN_DAYS ? 'pz-error-text' : 'pz-nowrap'}>{text}</span>;
}
