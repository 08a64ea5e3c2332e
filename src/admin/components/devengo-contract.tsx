import { useEffect, useRef } from 'react';
import { Link } from 'react-router-dom';
import { money, type ContractDetail, type View } from './devengo-data.js';
import { How } from './devengo-month.js';
import { useApi, usePuente } from './hooks.js';
import { Badge, Card, Facts, Loading, Problem } from './ui.js';

/** Where a number ends: the contract with its documents, its enrolments and every amount ever recognised of it. */
export function DevengoContract({ view, id }: { view: View; id: string }) {
  const { say, column, language } = usePuente();
  const { data, problem } = useApi<ContractDetail>(`/api/accruals/contracts/${id}`);
  const top = useRef<HTMLDivElement>(null);
  const isThere = data !== null;
  useEffect(() => { if (isThere) top.current?.scrollIntoView({ block: 'start' }); }, [isThere, id]);
  if (!data) return <Card title={say('dev_contract', { id })}><Problem problem={problem} />{!problem && <Loading />}</Card>;
  const { contract: _contract, ...rest } = view;
  const amount = (text: string | undefined) => (text === undefined ? null : money(text, language));
  return (
    <div ref={top}>
      <Card title={say('dev_contract', { id })} actions={<Link className="pz-link" to={`?${new URLSearchParams(rest as Record<string, string>).toString()}`}>{say('dev_contract_close')}</Link>}>
        <Facts rows={[
          [say('dev_h_client'), data.email ? `${data.client} · ${data.email}` : data.client], [say('dev_h_service'), data.service], [column('contract_date'), data.contract_date],
          [column('status'), <Badge key="status" column="status" value={data.status} />], [column('accrual_status'), data.accrual && <Badge key="accrual" column="accrual_status" value={data.accrual.accrual_status} />],
          [column('total_amount_to_accrue'), amount(data.accrual?.total_amount_to_accrue)], [column('total_amount_accrued'), amount(data.accrual?.total_amount_accrued)],
          [column('remaining_amount_to_accrue'), amount(data.accrual?.remaining_amount_to_accrue)], [column('note'), data.accrual?.note],
        ]} />
        <h3>{say('dev_documents')}</h3>
        <table className="pz-table"><tbody>
          {data.documents.map((one) => (
            <tr key={one.id}><td>{one.invoice_date}</td><td>{one.invoice_number}</td><td><Badge column="kind" value={one.kind} /></td><td className="pz-number">{money(one.net_amount, language)}</td><td>{!one.counts && say('dev_not_counted')}</td></tr>
          ))}
        </tbody></table>
        <h3>{say('dev_periods')}</h3>
        {data.periods.length === 0 && <p className="pz-quiet-text">{say('dev_no_periods')}</p>}
        <table className="pz-table"><tbody>
          {data.periods.map((one) => (
            <tr key={one.id}><td>{one.name}</td><td className="pz-nowrap">{one.start_date} → {one.end_date}</td><td><Badge column="status" value={one.status} /></td><td>{one.status_change_override ?? one.status_change_date}</td></tr>
          ))}
        </tbody></table>
        <h3>{say('dev_rows')}</h3>
        <div className="pz-scroll"><table className="pz-table"><tbody>
          {data.rows.map((one) => (
            <tr key={one.id}><td className="pz-nowrap">{one.month}</td><td><Badge column="kind" value={one.kind} /></td><td className="pz-number">{money(one.accrued_amount, language)}</td><td><How row={one} /></td></tr>
          ))}
        </tbody></table></div>
      </Card>
    </div>
  );
}
