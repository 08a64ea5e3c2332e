import { useState } from 'react';
import { useLocation, useNavigate } from 'react-router-dom';
import { BulkForm } from './bulk-form.js';
import { usePuente } from './hooks.js';
import { exportPath, filtersOf } from './list-address.js';
import { Button } from './ui.js';
import type { Word } from './words.js';

/** What can be done with many rows of a list. The server has the same table (core/list-desk/bulk-actions.ts), and the last word. */
export const BULK: Readonly<Record<string, readonly { action: string; word: Word }[]>> = {
  messages: [{ action: 'resend', word: 'bulk_resend' }],
  errors: [{ action: 'resolve', word: 'bulk_resolve' }, { action: 'ignore', word: 'bulk_ignore' }, { action: 'retry', word: 'bulk_retry' }, { action: 'reopen', word: 'bulk_reopen' }],
  'retry-queue': [{ action: 'retry_now', word: 'bulk_retry_now' }, { action: 'cancel', word: 'bulk_cancel' }],
};

export function ExportLinks({ list, columns }: { list: string; columns: { name: string; title: string }[] }) {
  const { say } = usePuente();
  const { search } = useLocation();
  if (!BULK[list]) return null;
  return (
    <span className="pz-actions">
      {(['csv', 'xlsx'] as const).map((format) => (
        <a key={format} className="pz-button pz-plain" href={exportPath(list, format, search, columns)} download>{say('list_export')} {format.toUpperCase()}</a>
      ))}
    </span>
  );
}

/** Work on everything the list shows, page after page: first the count, then the reason, then the work. */
export function BulkMenu({ list }: { list: string }) {
  const { say, may } = usePuente();
  const { search } = useLocation();
  const navigate = useNavigate();
  const [action, setAction] = useState<string | null>(null);
  const actions = BULK[list];
  if (!actions || !may('operator')) return null;
  return (
    <>
      <details className="pz-menu">
        <summary className="pz-button pz-plain">{say('bulk_all')}</summary>
        <div className="pz-menu-body">
          {actions.map(({ action: name, word }) => <Button key={name} onClick={() => setAction(name)}>{say(word)}</Button>)}
        </div>
      </details>
      {action && (
        <dialog open className="pz-dialog" aria-label={say('bulk_all')}>
          <BulkForm list={list} action={action} selection={{ filters: filtersOf(search) }} close={() => { setAction(null); navigate({ search }, { replace: true }); }} />
        </dialog>
      )}
    </>
  );
}
