import { useState } from 'react';
import type { Text } from '../../core/i18n/index.js';
import type { AlertRule } from './alerts-data.js';
import { integrationName, type Known } from './alerts-page.js';
import { useAct, usePuente } from './hooks.js';
import { Button, Card, Facts, Problem } from './ui.js';

interface Props {
  rule: AlertRule;
  known: Known;
  onEdit: () => void;
  again: () => void;
}

/** One rule: what it tells, by what channel, and whether that channel works. */
export function AlertRuleCard({ rule, known, onEdit, again }: Props) {
  const { say, may, time, language, column } = usePuente();
  const { act, busy, problem } = useAct();
  const [tested, setTested] = useState<{ ok: boolean; problem: Text | null } | null>(null);
  const path = `/api/alerts/rules/${rule.id}`;
  const test = async () => { const answer = await act<{ ok: boolean; problem: Text | null }>(`${path}/test`, { body: {} }); if (answer) setTested(answer); };
  const change = async (body: Record<string, unknown>) => { if (await act(path, { method: 'PATCH', body }, 'saved')) again(); };
  const remove = async () => { if (confirm(say('al_remove_ask', { name: rule.name })) && (await act(path, { method: 'DELETE' }, 'al_removed'))) again(); };
  const actions = may('manager') && (
    <>
      <Button kind="main" disabled={busy} onClick={() => void test()} label={say('al_test_of', { name: rule.name })}>{say('al_test')}</Button>
      <Button disabled={busy} onClick={onEdit} label={say('al_edit_of', { name: rule.name })}>{say('al_edit')}</Button>
      <Button disabled={busy} onClick={() => void change({ active: !rule.active })}>{say(rule.active ? 'al_off' : 'al_on')}</Button>
      <Button kind="danger" disabled={busy} onClick={() => void remove()} label={say('al_remove_of', { name: rule.name })}>{say('al_remove')}</Button>
    </>
  );
  const words = rule.kinds.map((kind) => known.kinds.find(({ id }) => id === kind)?.label[language] ?? kind).join(', ');
  return (
    <Card title={<>{rule.name} <span className={`pz-badge pz-${rule.active ? 'good' : 'quiet'}`}>{say(rule.active ? 'al_is_on' : 'al_is_off')}</span></>} actions={actions}>
      <Facts rows={[
        [column('company'), rule.company], [column('integration'), integrationName(known, rule.integration, say('al_every'))], [say('al_kinds'), words],
        [say('al_channel'), rule.channel === 'email' ? rule.emails.join(', ') : say('al_webhook_at', { host: rule.webhook_host })],
        [say('al_window'), say('al_minutes', { n: rule.window_minutes })], [say('al_last_sent'), time(rule.last_sent_at, rule.company)],
      ]} />
      <div role="status">
        {tested && <p className={tested.ok ? 'pz-good-text' : 'pz-error-text'}>{tested.ok ? say('al_tested') : tested.problem?.[language]}</p>}
        {!tested && rule.channel_problem && <p className="pz-problem">{say('al_failing', { problem: rule.channel_problem[language] })}</p>}
      </div>
      <Problem problem={problem} />
    </Card>
  );
}
