import { useEffect, useState, type FormEvent } from 'react';
import type { ActionProps } from 'adminjs';
import { useAct, usePuente } from './hooks.js';
import { Progress } from './operation-page.js';
import { Button, ButtonLink, Card, Field, Problem } from './ui.js';
import { call, type ApiProblem } from './api.js';
import type { Word } from './words.js';

interface Started {
  operation_id: string | null;
  total: number;
}

/** Work on many rows: how many, why, and then how it goes. */
export function BulkForm({ list, action, selection, close }: { list: string; action: string; selection: { ids: string[] } | { filters: Record<string, string> }; close?: () => void }) {
  const { say, language } = usePuente();
  const { act, busy, problem } = useAct();
  const [total, setTotal] = useState<number | null>(null);
  const [uncounted, setUncounted] = useState<ApiProblem | null>(null);
  const [reason, setReason] = useState('');
  const [operation, setOperation] = useState<string | null>(null);
  const path = `/api/lists/${list}/bulk`;
  const asked = JSON.stringify(selection);
  useEffect(() => {
    call<Started>(path, { method: 'POST', body: { action, ...(JSON.parse(asked) as object), dry_run: true }, language }).then((answer) => setTotal(answer.total), (error: unknown) => setUncounted(error as ApiProblem));
  }, [path, action, asked, language]);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const answer = await act<Started>(path, { body: { action, ...selection, reason } });
    if (answer) setOperation(answer.operation_id);
  };
  const word = say(`bulk_${action}` as Word);
  const leave = close ? <Button onClick={close}>{say('bulk_close')}</Button> : <ButtonLink to={`/admin/resources/${list}`}>{say('back')}</ButtonLink>;
  if (operation) return <div className="pz-page"><Progress id={operation} /><div className="pz-actions">{leave}</div></div>;
  return (
    <form className="pz-page" onSubmit={submit}>
      <Card title={word}>
        <p role="status">{uncounted ? null : total === null ? say('bulk_counting') : total === 0 ? say('bulk_none') : say('bulk_ask', { n: total.toLocaleString(language === 'es' ? 'es-CR' : 'en') })}</p>
        {Boolean(total) && (
          <Field label={say('reason')} htmlFor="bulk-reason" help={say('bulk_reason_help')}>
            <input id="bulk-reason" maxLength={500} required value={reason} onChange={(event) => setReason(event.target.value)} />
          </Field>
        )}
        <Problem problem={problem ?? uncounted} />
        <div className="pz-actions">
          {Boolean(total) && <Button kind="main" submit disabled={busy}>{say('bulk_start', { action: word, n: total })}</Button>}
          {leave}
        </div>
      </Card>
    </form>
  );
}

/** The same for the rows selected in the list. */
export function BulkPage({ records = [], action, resource }: ActionProps) {
  return <BulkForm list={resource.id} action={String(action.custom?.action)} selection={{ ids: records.map(({ id }) => String(id)) }} />;
}
