import { useState, type ReactNode } from 'react';
import { stringify } from 'lossless-json';
import { usePuente } from './hooks.js';
import { Button } from './ui.js';

const FIRST = 100;

interface Exact {
  isLosslessNumber?: boolean;
  value?: string;
}

/** JSON that folds, in colours, with every digit of its numbers. `value` comes from an exact parse. */
export function JsonViewer({ value, label }: { value: unknown; label: string }) {
  const { say } = usePuente();
  const [depth, setDepth] = useState(3);
  const [copied, setCopied] = useState(false);
  if (value === null || value === undefined) return <p className="pz-quiet-text">{say('empty')}</p>;
  const copy = async () => {
    await copyText(stringify(value, undefined, 2) ?? '');
    setCopied(true);
    setTimeout(() => setCopied(false), 2_000);
  };
  return (
    <div className="pz-json" role="group" aria-label={label}>
      <div className="pz-actions">
        <Button onClick={copy}>{copied ? say('copied') : say('copy')}</Button>
        <Button onClick={() => setDepth(99)}>{say('unfold_all')}</Button>
        <Button onClick={() => setDepth(1)}>{say('fold_all')}</Button>
      </div>
      {/* The key makes the folds start anew when all are folded or unfolded. */}
      <div className="pz-json-body" key={depth} tabIndex={0}><Node value={value} open={depth} last /></div>
    </div>
  );
}

function Node({ name, value, open, last }: { name?: ReactNode; value: unknown; open: number; last: boolean }) {
  const comma = last ? '' : ',';
  const key = name === undefined ? null : <><span className="pz-json-key">{name}</span>: </>;
  if (!isTree(value)) return <div className="pz-json-row">{key}<Leaf value={value} />{comma}</div>;
  const list = Array.isArray(value);
  const entries = Object.entries(value as Record<string, unknown>);
  const [first, end] = list ? ['[', ']'] : ['{', '}'];
  if (entries.length === 0) return <div className="pz-json-row">{key}{first}{end}{comma}</div>;
  return (
    <details open={open > 0} className="pz-json-tree">
      <summary>{key}{first} <span className="pz-json-count">{entries.length}</span></summary>
      <div className="pz-json-children"><Children entries={entries} list={list} open={open - 1} /></div>
      <div className="pz-json-row">{end}{comma}</div>
    </details>
  );
}

function Children({ entries, list, open }: { entries: [string, unknown][]; list: boolean; open: number }) {
  const { say } = usePuente();
  const [shown, setShown] = useState(FIRST);
  return (
    <>
      {entries.slice(0, shown).map(([key, value], index) => (
        <Node key={key} name={list ? undefined : JSON.stringify(key)} value={value} open={open} last={index === entries.length - 1} />
      ))}
      {entries.length > shown && <Button onClick={() => setShown(shown * 10)}>{say('more', { n: entries.length - shown })}</Button>}
    </>
  );
}

function Leaf({ value }: { value: unknown }) {
  if (typeof value === 'string') return <span className="pz-json-string">{JSON.stringify(value)}</span>;
  if ((value as Exact | null)?.isLosslessNumber) return <span className="pz-json-number">{(value as Exact).value}</span>;
  if (typeof value === 'number') return <span className="pz-json-number">{value}</span>;
  return <span className="pz-json-word">{String(value)}</span>;
}

const isTree = (value: unknown): boolean => typeof value === 'object' && value !== null && !(value as Exact).isLosslessNumber;

// The clipboard API needs HTTPS or localhost; an installation on an own network may have neither.
export async function copyText(text: string): Promise<void> {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const area = Object.assign(document.createElement('textarea'), { value: text });
  document.body.append(area);
  area.select();
  document.execCommand('copy');
  area.remove();
  return undefined;
}
