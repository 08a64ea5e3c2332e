import { useNavigate } from 'react-router-dom';
import type { ActionProps } from 'adminjs';
import { useFacts } from './facts.js';
import { usePuente } from './hooks.js';
import { PlainForm, type PlainField } from './plain-form.js';
import { ButtonLink, Card, Facts } from './ui.js';

/** Any record of an integration's own tables, as it is. */
export function RecordPage({ record, resource }: ActionProps) {
  const { say, value } = usePuente();
  const names = resource.showProperties.map(({ name }) => name);
  const message = record!.params.message_id as string | undefined;
  return (
    <div className="pz-page">
      <Card title={value(resource.titleProperty.name, record!.title)} actions={message && <ButtonLink to={`/admin/resources/messages/records/${message}/show`}>{say('open_message')}</ButtonLink>}>
        <Facts rows={useFacts(record!, names, resource.id)} />
      </Card>
    </div>
  );
}

interface Form {
  path: string;
  start: Record<string, unknown>;
  fields: PlainField[];
}

/** Adds or changes one through the API. */
export function RecordForm({ record, resource, action }: ActionProps) {
  const navigate = useNavigate();
  const { say } = usePuente();
  const { path, start, fields } = (action.custom as { form: Form }).form;
  const home = `/admin/resources/${resource.id}`;
  return <PlainForm title={record ? record.title : say('configuration')} fields={fields} start={record?.params ?? start} method={record ? 'PATCH' : 'POST'}
    path={record ? `${path}/${record.id}` : path} back={home} onDone={({ id }) => navigate(`${home}/records/${String(id)}/show`)} />;
}
