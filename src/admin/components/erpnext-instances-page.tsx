import { useState } from 'react';
import { useAct, useApi, usePuente } from './hooks.js';
import { Badge, Button, ButtonLink, Card, Facts, Loading, MessageLink, Problem } from './ui.js';

interface Instance {
  id: number;
  name: string;
  api_url: string;
  company: string;
  active: boolean;
  paused: boolean;
  pause_reason: string | null;
  last_check_at: string | null;
  last_check_ok: boolean | null;
  last_check_message: string | null;
}

interface Installing {
  status: string;
  outcome: string | null;
  error_message: string | null;
  wait_reason: string | null;
}

/** The sites the workflow buys and delivers in: whether each can be used, and what it lacks. */
export function ErpnextInstancesPage() {
  const { say, may } = usePuente();
  const { data, problem, again } = useApi<{ data: Instance[] }>('/api/v1/workflow/instances?limit=500');
  return (
    <div className="pz-page pz-home">
      <div className="pz-card-head">
        <h1>{say('erpnext_instances')}</h1>
        {may('manager') && <ButtonLink to="/admin/resources/credentials/actions/new">{say('erpnext_new_instance')}</ButtonLink>}
      </div>
      <p className="pz-quiet-text">{say('erpnext_instances_lead')}</p>
      <Problem problem={problem} />
      {!data && !problem && <Loading />}
      {data?.data.length === 0 && <Card><p className="pz-quiet-text">{say('erpnext_no_instances')}</p></Card>}
      {data?.data.map((instance) => <InstanceCard key={instance.id} instance={instance} again={again} />)}
    </div>
  );
}

function InstanceCard({ instance, again }: { instance: Instance; again: () => void }) {
  const { say, may, column, time } = usePuente();
  const { act, busy, problem } = useAct();
  const [installing, setInstalling] = useState<string | null>(null);
  const { id, name, company, active, paused } = instance;
  const path = `/api/v1/workflow/instances/${id}`;
  const check = () => void act(`${path}/check`, { body: {} }).then(again);
  const install = async () => {
    if (!confirm(say('erpnext_install_ask', { name }))) return;
    const answer = await act<{ message_id: string }>(`${path}/install-key-field`, { body: {} });
    if (answer) setInstalling(answer.message_id);
  };
  const actions = may('manager') && (
    <>
      <Button kind="main" disabled={busy} onClick={check} label={`${say('check')}: ${name}`}>{say(busy ? 'checking' : 'check')}</Button>
      <Button disabled={busy} onClick={() => void install()} label={`${say('erpnext_install')}: ${name}`}>{say('erpnext_install')}</Button>
      <ButtonLink to={`/admin/resources/credentials/records/${id}/edit`}>{say('erpnext_correct')}</ButtonLink>
    </>
  );
  return (
    <Card title={<>{name} <span className="pz-quiet-text">{say('erpnext_number', { id })}</span> {paused && <Badge column="paused" value={say('paused_state')} />} {!active && <Badge column="active" value={say('erpnext_inactive')} />}</>} actions={actions}>
      <Facts rows={[[column('base_url'), <code>{instance.api_url}</code>], [column('company'), company]]} />
      {paused && <p className="pz-why"><b>{say('paused_state')}.</b> {instance.pause_reason}</p>}
      <p role="status" className={instance.last_check_ok ? 'pz-good-text' : instance.last_check_ok === false ? 'pz-error-text' : 'pz-quiet-text'}>
        {instance.last_check_message ?? say('erpnext_unchecked')} {instance.last_check_at && <span className="pz-quiet-text">{time(instance.last_check_at, company)}</span>}
      </p>
      {installing && <Installation id={installing} done={check} />}
      <Problem problem={problem} />
    </Card>
  );
}

const isOpen = ({ status }: Installing): boolean => status === 'received' || status === 'processing';

/** How the installation goes: it is a message of that instance, like everything that changes something there. */
function Installation({ id, done }: { id: string; done: () => void }) {
  const { say } = usePuente();
  const { data, problem } = useApi<Installing>(`/api/messages/${id}`, { every: 500, busy: isOpen });
  if (problem) return <Problem problem={problem} />;
  const said = !data || isOpen(data) ? (data?.wait_reason ?? say('working')) : data.outcome === 'succeeded' ? say('erpnext_installed') : (data.error_message ?? say('erpnext_not_installed'));
  return (
    <div className="pz-why" role="status">
      <p>{said}</p>
      <div className="pz-actions">{data?.outcome === 'succeeded' && <Button onClick={done}>{say('check')}</Button>}<MessageLink id={id}>{say('open_message')}</MessageLink></div>
    </div>
  );
}
