import { useMemo, useState } from 'react';
import { DocumentTools } from './document-tools.js';
import { Fold, LongText, Some } from './fold.js';
import { usePuente } from './hooks.js';
import { indentXml } from './indent-xml.js';

const FIRST = 100;
const OPEN = 4;

/** XML that folds, indented and in colours. What the browser cannot read as XML is shown as it came. */
export function XmlViewer({ xml, label, name }: { xml: string; label: string; name: string }) {
  const { say } = usePuente();
  const [open, setOpen] = useState({ depth: OPEN, turn: 0 });
  const turn = (depth: number) => () => setOpen((old) => ({ depth, turn: old.turn + 1 }));
  const root = useMemo(() => readXml(xml), [xml]);
  const tools = { text: () => (root ? indentXml(xml) : xml), name, type: 'application/xml' };
  if (!root) return <div role="group" aria-label={label}><DocumentTools {...tools} /><p className="pz-quiet-text">{say('not_xml')}</p><pre className="pz-raw" tabIndex={0}><LongText text={xml} first={100_000} /></pre></div>;
  return (
    <div className="pz-json" role="group" aria-label={label}>
      <DocumentTools {...tools} unfold={turn(99)} fold={turn(1)} />
      <div className="pz-json-body" key={open.turn} tabIndex={0}><XmlElement element={root} open={open.depth} /></div>
    </div>
  );
}

function readXml(xml: string): Element | null {
  const read = new DOMParser().parseFromString(xml.trim(), 'application/xml');
  return read.querySelector('parsererror') ? null : read.documentElement;
}

function XmlElement({ element, open }: { element: Element; open: number }) {
  const children = [...element.childNodes].filter((node) => node.nodeType !== Node.TEXT_NODE || node.textContent!.trim() !== '');
  const start = <Tag element={element} />;
  const end = <span className="pz-json-key">{`</${element.nodeName}>`}</span>;
  if (children.length === 0) return <div className="pz-json-row"><Tag element={element} empty /></div>;
  if (children.every(({ nodeType }) => nodeType === Node.TEXT_NODE || nodeType === Node.CDATA_SECTION_NODE)) {
    return <div className="pz-json-row">{start}<span className="pz-json-string"><LongText text={element.textContent!} first={300} /></span>{end}</div>;
  }
  return (
    <Fold open={open > 0} head={<>{start} <span className="pz-json-count">{children.length}</span></>} tail={end}>
      {() => <Some items={children} first={FIRST}>{(node, index) => <Part key={index} node={node} open={open - 1} />}</Some>}
    </Fold>
  );
}

function Part({ node, open }: { node: ChildNode; open: number }) {
  if (node.nodeType === Node.ELEMENT_NODE) return <XmlElement element={node as Element} open={open} />;
  const text = node.textContent ?? '';
  return <div className="pz-json-row"><span className={node.nodeType === Node.TEXT_NODE ? 'pz-json-string' : 'pz-quiet-text'}><LongText text={node.nodeType === Node.COMMENT_NODE ? `<!--${text}-->` : text} first={300} /></span></div>;
}

function Tag({ element, empty = false }: { element: Element; empty?: boolean }) {
  return (
    <>
      <span className="pz-json-key">{`<${element.nodeName}`}</span>
      {[...element.attributes].map(({ name, value }) => <span key={name}> <span className="pz-json-word">{name}</span>=<span className="pz-json-string">{`"${value}"`}</span></span>)}
      <span className="pz-json-key">{empty ? '/>' : '>'}</span>
    </>
  );
}
