import { useState } from 'react';
import type { ActionProps } from 'adminjs';
import { CopyButton } from './copy-button.js';
import { HaciendaActions } from './hacienda-actions.js';
import { HaciendaAnswers } from './hacienda-answers.js';
import type { Einvoice, Whole } from './hacienda-data.js';
import { HaciendaEditor, type EditorMode } from './hacienda-editor.js';
import { HaciendaHistory } from './hacienda-history.js';
import { HaciendaNotes } from './hacienda-notes.js';
import { HaciendaPicture } from './hacienda-picture.js';
import { useEinvoice } from './hacienda-watch.js';
import { usePuente } from './hooks.js';
import { JsonViewer } from './json-viewer.js';
import { Badge, Card, Facts, Loading, Problem } from './ui.js';

/** One electronic document: what it is, where it stands and why, what Hacienda said, and what people can do with it. */
export function HaciendaDocumentPage({ record }: ActionProps) {
  const { whole, problem, again } = useEinvoice(String(record!.id));
  const [editing, setEditing] = useState<EditorMode | null>(null);
  const { say } = usePuente();
  if (problem) return <Problem problem={problem} />;
  if (!whole) return <Loading />;
  const { document } = whole;
  const close = () => { setEditing(null); again(); };
  return (
    <div className="pz-page">
      <Head whole={whole} again={again} edit={setEditing} />
      <HaciendaPicture whole={whole} />
      {editing && <HaciendaEditor mode={editing} document={document} close={close} />}
      <HaciendaAnswers answers={whole.answers} company={document.company} />
      <HaciendaHistory whole={whole} again={again} />
      <Lines document={document} />
      <HaciendaNotes document={document} />
      <Card title={say('hacienda_input')}><JsonViewer value={document.input} label={say('hacienda_input')} /></Card>
    </div>
  );
}

function Head({ whole, again, edit }: { whole: Whole; again: () => void; edit: (mode: EditorMode) => void }) {
  const { say, time, column, value, amount } = usePuente();
  const { document } = whole;
  const { company, clave, consecutive, currency, total } = document;
  const title = <>{value('document_type', document.document_type)} {consecutive} <Badge column="state" value={document.state} /> {document.environment === 'sandbox' && <span className="pz-badge pz-quiet">{say('hacienda_test')}</span>}</>;
  return (
    <Card title={title} actions={<HaciendaActions whole={whole} again={again} edit={edit} />}>
      <p className="pz-amount">{currency} {amount(total)}</p>
      {document.warnings.length > 0 && <ul className="pz-warnings">{document.warnings.map(({ code, message }) => <li key={code + message}>{message}</li>)}</ul>}
      <Facts rows={[
        [column('receiver_name'), document.receiver_name],
        [column('receiver_identification'), document.receiver_identification],
        [column('receiver_email'), document.receiver_email],
        [column('total_tax'), document.document && `${currency} ${amount(document.document.totals.total_tax)}`],
        [column('issue_date'), document.issue_date && time(document.issue_date, company)],
        [column('company'), company],
        [column('created_by'), document.created_by],
        [column('emailed_at'), document.emailed_at && time(document.emailed_at, company)],
      ]} />
      <div className="pz-numbers"><Facts rows={[
        [column('clave'), clave && <><code>{clave}</code> <CopyButton text={clave} label={say('hacienda_copy_clave')} /></>],
        [column('consecutive'), consecutive && <><code>{consecutive}</code> <CopyButton text={consecutive} label={say('hacienda_copy_consecutive')} /></>],
      ]} /></div>
      <Downloads document={document} />
    </Card>
  );
}

/** Links, not calls: the browser saves the files under the names that Hacienda asks for. */
function Downloads({ document: { id, signed_at, accepted_at, rejected_at, document } }: { document: Einvoice }) {
  const { say } = usePuente();
  const files = [
    { name: 'xml', word: 'hacienda_xml', there: signed_at },
    { name: 'answer-xml', word: 'hacienda_answer_xml', there: accepted_at ?? rejected_at },
    { name: 'pdf', word: 'hacienda_pdf', there: document },
  ] as const;
  const there = files.filter((file) => file.there);
  if (there.length === 0) return null;
  return <div className="pz-actions pz-apart">{there.map(({ name, word }) => <a key={name} className="pz-button pz-plain" href={`/api/hacienda/documents/${id}/${name}`} download>{say(word)}</a>)}</div>;
}

function Lines({ document: { document, currency } }: { document: Einvoice }) {
  const { say, amount, quantity } = usePuente();
  if (!document) return null;
  const { lines, other_charges, references, totals } = document;
  return (
    <Card title={say('hacienda_lines')}>
      <div className="pz-scroll" tabIndex={0}>
        <table className="pz-table">
          <thead><tr><th>{say('hacienda_h_description')}</th><th>CABYS</th><th className="pz-number">{say('hacienda_h_quantity')}</th><th className="pz-number">{say('hacienda_h_price')}</th><th className="pz-number">{say('hacienda_h_discount')}</th><th className="pz-number">{say('hacienda_h_tax')}</th><th className="pz-number">{say('hacienda_h_total')}</th></tr></thead>
          <tbody>
            {lines.map((line) => (
              <tr key={line.number}>
                <td>{line.description}</td><td className="pz-nowrap">{line.cabys}</td><td className="pz-number">{quantity(line.quantity)} {line.unit}</td>
                <td className="pz-number">{line.unit_price && amount(line.unit_price)}</td><td className="pz-number">{line.discounts.map((discount) => amount(discount.amount)).join(' + ')}</td>
                <td className="pz-number">{amount(line.net_tax)}</td><td className="pz-number">{amount(line.total)}</td>
              </tr>
            ))}
            {other_charges.map((charge, index) => <tr key={`charge ${index}`}><td colSpan={6}>{charge.description}</td><td className="pz-number">{amount(charge.amount)}</td></tr>)}
          </tbody>
        </table>
      </div>
      <Facts rows={[
        [say('hacienda_sale'), `${currency} ${amount(totals.total_sale)}`],
        [say('hacienda_h_discount'), `${currency} ${amount(totals.total_discounts)}`],
        [say('hacienda_h_tax'), `${currency} ${amount(totals.total_tax)}`],
        [say('hacienda_h_total'), <b>{currency} {amount(totals.total)}</b>],
      ]} />
      {references.length > 0 && <ul className="pz-warnings">{references.map(({ number, reason }, index) => <li key={index}>{say('hacienda_refers_to', { number: number ?? '—', reason: reason ?? '' })}</li>)}</ul>}
    </Card>
  );
}
