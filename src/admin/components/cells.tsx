import type { BasePropertyProps } from 'adminjs';
import { usePuente } from './hooks.js';
import { inLanguage } from './in-language.js';
import { Badge } from './ui.js';

const params = ({ record }: BasePropertyProps) => record?.params ?? {};

/** How far a message has come, in one badge: its outcome, or its status as long as there is none. */
export function StatusCell(props: BasePropertyProps) {
  const { vocabulary } = usePuente();
  const { path } = props.property;
  const row = params(props);
  return row[path] || path !== 'outcome' ? <Badge column={vocabulary(props.resource.id, path)} value={row[path]} /> : <Badge column="status" value={row.status} />;
}

export function DateCell(props: BasePropertyProps) {
  const { time } = usePuente();
  const row = params(props);
  return <span className="pz-nowrap">{time(row[props.property.path], row.company)}</span>;
}

/** The error in words, cut to a line; the whole of it on hover. */
export function ErrorCell(props: BasePropertyProps) {
  const { value } = usePuente();
  const row = params(props);
  const message = row[props.property.path] as string | null;
  if (!message && !row.error_category) return null;
  return <span className="pz-error-cell" title={message ?? undefined}>{message ?? value('error_category', row.error_category)}</span>;
}

export function WordCell(props: BasePropertyProps) {
  const { value } = usePuente();
  return <span className="pz-nowrap">{value(props.property.path, params(props)[props.property.path])}</span>;
}

export function FlagCell(props: BasePropertyProps) {
  const { say } = usePuente();
  const given = params(props)[props.property.path] as boolean | null | undefined;
  if (given === null || given === undefined) return <span>—</span>;
  return <span>{say(given === true || String(given) === 'true' ? 'yes' : 'no')}</span>;
}

/** Companies: `*` is every one. */
export function ListCell(props: BasePropertyProps) {
  const { say } = usePuente();
  const given = String(params(props)[props.property.path] ?? '');
  return <span>{given === '*' ? say('us_every') : given}</span>;
}

/** What a schedule does, in the reader's language. */
export function DescriptionCell(props: BasePropertyProps) {
  const { language } = usePuente();
  return <span>{inLanguage(String(params(props)[props.property.path] ?? ''), language)}</span>;
}

/** A dotted name that may break after its dots and underscores, and nowhere else. */
export function CodeCell(props: BasePropertyProps) {
  const parts = String(params(props)[props.property.path] ?? '').split(/(?<=[._-])/);
  return <span>{parts.flatMap((part, index) => (index === 0 ? [part] : [<wbr key={index} />, part]))}</span>;
}

/** Money with its currency, when the row has one. */
export function AmountCell(props: BasePropertyProps) {
  const { amount } = usePuente();
  const row = params(props);
  const given = row[props.property.path] as string | null;
  return given === null || given === undefined ? null : <span className="pz-nowrap">{row.currency} {amount(given)}</span>;
}

/** Why a document is not where it should be: in Hacienda's words, else in ours. */
export function ReasonCell(props: BasePropertyProps) {
  const { rejection, error_message } = params(props) as { rejection?: string | null; error_message?: string | null };
  const reason = rejection ?? error_message;
  return reason ? <span className="pz-error-cell" title={reason}>{reason}</span> : null;
}
