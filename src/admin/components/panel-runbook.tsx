import { useState } from 'react';
import { usePuente } from './hooks.js';
import { searchRunbook, textOf } from './panel-advice.js';
import { Card } from './ui.js';

/** The integration's runbook, searchable. It is in the page's bundle: it can be read while everything else is down. */
export function PanelRunbook({ integration }: { integration: string }) {
  const { say, language } = usePuente();
  const [wanted, setWanted] = useState('');
  const entries = searchRunbook(integration, wanted, language);
  return (
    <Card title={say('p_runbook')} actions={<input className="pz-panel-find" type="search" aria-label={say('p_runbook_find')} placeholder={say('p_runbook_find')} value={wanted} onChange={(event) => setWanted(event.target.value)} />}>
      {entries.length === 0 ? <p className="pz-quiet-text">{say('p_runbook_none')}</p> : (
        <div className="pz-scroll" tabIndex={0}>
          <table className="pz-table pz-runbook">
            <thead><tr><th>{say('p_runbook_sign')}</th><th>{say('p_runbook_do')}</th></tr></thead>
            <tbody>
              {entries.map(({ codes = [], sign, todo }) => (
                <tr key={todo[1]}>
                  <td>{sign && <div>{textOf(sign, language)}</div>}{!sign && codes.map((code) => <div key={code}><code>{code.replace('*', '…')}</code></div>)}</td>
                  <td>{textOf(todo, language)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Card>
  );
}
