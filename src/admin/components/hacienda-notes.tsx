import { Link } from 'react-router-dom';
import type { Einvoice } from './hacienda-data.js';
import { usePuente } from './hooks.js';
import { Badge, Card } from './ui.js';

/** The notes that take something back of a document; nothing when there are none. */
export function HaciendaNotes({ document: { adjustments, currency } }: { document: Einvoice }) {
  const { say, value, amount } = usePuente();
  if (adjustments.length === 0) return null;
  return (
    <Card title={say('hacienda_notes')}>
      <div className="pz-scroll" tabIndex={0}>
        <table className="pz-table">
          <thead><tr><th>{say('hacienda_h_note')}</th><th>{say('hacienda_h_state')}</th><th className="pz-number">{say('hacienda_h_adjusted')}</th></tr></thead>
          <tbody>
            {adjustments.map(({ id, document_type, consecutive, state, amount: taken }) => (
              <tr key={id}>
                <td><Link className="pz-link" to={`/admin/resources/hacienda-documents/records/${id}/show`}>{value('document_type', document_type)} {consecutive}</Link></td>
                <td><Badge column="state" value={state} /></td>
                <td className="pz-number">{currency} {amount(taken)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="pz-help">{say('hacienda_notes_help')}</p>
    </Card>
  );
}
