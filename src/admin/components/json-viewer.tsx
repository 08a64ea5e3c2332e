import { useMemo, useState, type ReactNode } from 'react';
import { stringify } from 'lossless-json';
import { DocumentTools } from './document-tools.js';
import { embeddedXml } from './embedded-xml.js';
import { Fold, LongText, Some } from './fold.js';
import { usePuente } from './hooks.js';
import { depthWithin, FIRST, isTree } from './json-depth.js';
import { XmlViewer } from './xml-viewer.js';

/** Lines shown when a document is opened, and when all of it is unfolded: more than that and a page stands still. */
const AT_FIRST = 200;
const AT_MOST = 3_000;

interface Exact {
  isLosslessNumber?: boolean;
  value?: string;
}

/** JSON that folds, in colours, with every digit of its numbers. `value` comes from an exact parse; `name` is that of the saved file. */
export function JsonViewer({ value, label, name = 'puente', folded = false }: { value: unknown; label: string; name?: string; folded?: boolean }) {
  const { say } = usePuente();
  const whole = useMemo(() => depthWithin(value, AT_MOST), [value]);
  const [open, setOpen] = useState(() => ({ depth: folded ? 0 : Math.min(3, depthWithin(value, AT_FIRST).depth), turn: 0 }));
  const turn = (depth: number) => () => setOpen((old) => ({ depth, turn: old.turn + 1 }));
  if (value === null || value === undefined) return <p className="pz-quiet-text">{say('empty')}</p>;
  return (
    <div className="pz-json" role="group" aria-label={label}>
      <DocumentTools text={() => stringify(value, undefined, 2) ?? ''} name={`${name}.json`} type="application/json" unfold={turn(whole.depth)} fold={turn(1)} />
      {!whole.whole && <p className="pz-quiet-text">{say('json_large')}</p>}
      {/* The key makes the folds start anew when all are folded or unfolded. */}
      <div className="pz-json-body" key={open.turn} tabIndex={0}><Node value={value} open={open.depth} last /></div>
    </div>
  );
}

function Node({ name, value, open, last }: { name?: ReactNode; value: unknown; open: number; last: boolean }) {
  const comma = last ? '' : ',';
  const key = name === undefined ? null : <><span className="pz-json-key">{name}</span>: </>;
  if (!isTree(value)) return <div className="pz-json-row">{key}<Leaf value={value} />{comma}{typeof value === 'string' && <Inside text={value} />}</div>;
  const list = Array.isArray(value);
  const entries = Object.entries(value as Record<string, unknown>);
  const [first, end] = list ? ['[', ']'] : ['{', '}'];
  if (entries.length === 0) return <div className="pz-json-row">{key}{first}{end}{comma}</div>;
  return (
    <Fold open={open > 0} head={<>{key}{first} <span className="pz-json-count">{entries.length}</span></>} tail={<>{end}{comma}</>}>
      {() => (
        <Some items={entries} first={FIRST}>
          {([each, inner], index) => <Node key={each} name={list ? undefined : JSON.stringify(each)} value={inner} open={open - 1} last={index === entries.length - 1} />}
        </Some>
      )}
    </Fold>
  );
}

function Leaf({ value }: { value: unknown }) {
  if (typeof value === 'string') return <span className="pz-json-string"><LongText text={JSON.stringify(value)} /></span>;
  if ((value as Exact | null)?.isLosslessNumber) return <span className="pz-json-number">{(value as Exact).value}</span>;
  if (typeof value === 'number') return <span className="pz-json-number">{value}</span>;
  return <span className="pz-json-word">{String(value)}</span>;
}

/** A document inside the document: Hacienda's XML travels in Base64. */
function Inside({ text }: { text: string }) {
  const { say } = usePuente();
  const xml = useMemo(() => embeddedXml(text), [text]);
  return xml && <Fold open={false} head={<span className="pz-link">{say('see_xml')}</span>} tail={null}>{() => <XmlViewer xml={xml} label={say('see_xml')} name="documento.xml" />}</Fold>;
}
