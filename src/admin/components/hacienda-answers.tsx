import type { HaciendaAnswer } from './hacienda-data.js';
import { usePuente } from './hooks.js';
import { indentXml } from './indent-xml.js';
import { Badge, Card, MessageLink } from './ui.js';

/** Everything Hacienda answered, newest first: its rows, its signature, and its XML in plain text. */
export function HaciendaAnswers({ answers, company }: { answers: readonly HaciendaAnswer[]; company: string }) {
  const { say } = usePuente();
  return (
    <Card title={say('hacienda_answers')}>
      {answers.length === 0 && <p className="pz-quiet-text">{say('hacienda_no_answers')}</p>}
      {answers.map((answer) => <Answer key={answer.id} answer={answer} company={company} />)}
    </Card>
  );
}

export function Answer({ answer, company }: { answer: HaciendaAnswer; company: string }) {
  const { say, time, value } = usePuente();
  const { id, status, rows, warnings, signature, decoded_xml, error_description, message_id, response_date } = answer;
  return (
    <article className="pz-answer">
      <h3><Badge column="status" value={status} /> {time(response_date, company)} {signature !== 'none' && <span className="pz-quiet-text">{say('hacienda_signature', { signature: value('signature', signature) })}</span>}</h3>
      {rows.length > 0 ? <Rows rows={rows} /> : error_description && <p>{error_description}</p>}
      {warnings.length > 0 && <ul className="pz-warnings">{warnings.map(({ code, message }) => <li key={code + message}>{message}</li>)}</ul>}
      {decoded_xml && <details><summary>{say('hacienda_see_xml')}</summary><pre className="pz-raw" tabIndex={0} aria-label={say('hacienda_see_xml')}>{indentXml(decoded_xml)}</pre></details>}
      <div className="pz-actions">
        {decoded_xml && <a className="pz-link" href={`/api/hacienda/responses/${id}/xml`} download>{say('hacienda_download_answer')}</a>}
        {message_id && <MessageLink id={message_id}>{say('open_message')}</MessageLink>}
      </div>
    </article>
  );
}

function Rows({ rows }: Pick<HaciendaAnswer, 'rows'>) {
  const { say } = usePuente();
  return (
    <div className="pz-scroll" tabIndex={0}>
      <table className="pz-table pz-answer-rows">
        <thead><tr><th>{say('hacienda_h_code')}</th><th>{say('hacienda_h_message')}</th><th className="pz-number">{say('hacienda_h_row')}</th><th className="pz-number">{say('hacienda_h_column')}</th></tr></thead>
        <tbody>{rows.map(({ code, message, row, column }, index) => <tr key={index}><td className="pz-nowrap"><code>{code ?? '—'}</code></td><td>{message}</td><td className="pz-number">{row}</td><td className="pz-number">{column}</td></tr>)}</tbody>
      </table>
    </div>
  );
}
