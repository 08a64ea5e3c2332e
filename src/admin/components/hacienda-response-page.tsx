import type { ActionProps } from 'adminjs';
import { CopyButton } from './copy-button.js';
import { Answer } from './hacienda-answers.js';
import type { HaciendaAnswer } from './hacienda-data.js';
import { useApi, usePuente } from './hooks.js';
import { ButtonLink, Card, Facts, Loading, Problem } from './ui.js';

interface Stored extends HaciendaAnswer {
  company: string;
  clave: string;
  document_id: string | null;
  received_id: string | null;
}

/** One answer of Hacienda by itself, and the way to what it answers. */
export function HaciendaResponsePage({ record }: ActionProps) {
  const { say, column } = usePuente();
  const { data: answer, problem } = useApi<Stored>(`/api/hacienda/responses/${String(record!.id)}`);
  if (problem) return <Problem problem={problem} />;
  if (!answer) return <Loading />;
  const { company, clave, document_id, received_id } = answer;
  const subject = document_id
    ? <ButtonLink to={`/admin/resources/hacienda-documents/records/${document_id}/show`}>{say('hacienda_open_document')}</ButtonLink>
    : received_id && <ButtonLink to={`/admin/resources/hacienda-received/records/${received_id}/show`}>{say('hacienda_open_received')}</ButtonLink>;
  return (
    <div className="pz-page">
      <Card title={say('hacienda_answer_of')} actions={subject}>
        <div className="pz-numbers"><Facts rows={[[column('clave'), <><code>{clave}</code> <CopyButton text={clave} label={say('hacienda_copy_clave')} /></>], [column('company'), company]]} /></div>
        <Answer answer={answer} company={company} />
      </Card>
    </div>
  );
}
