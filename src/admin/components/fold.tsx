import { useState, type ReactNode } from 'react';
import { usePuente } from './hooks.js';
import { Button } from './ui.js';

/** A part that folds. What is folded is not even made: a document of ten megabytes costs what is open of it. */
export function Fold({ open: initially, head, tail, children }: { open: boolean; head: ReactNode; tail: ReactNode; children: () => ReactNode }) {
  const [open, setOpen] = useState(initially);
  return (
    <details open={open} className="pz-json-tree" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{head}</summary>
      {open && <><div className="pz-json-children">{children()}</div><div className="pz-json-row">{tail}</div></>}
    </details>
  );
}

const LONG = 1_000;

/** A text of any length: its beginning, and the rest on request. */
export function LongText({ text, first = LONG }: { text: string; first?: number }) {
  const { say } = usePuente();
  const [shown, setShown] = useState(first);
  if (text.length <= shown) return <>{text}</>;
  return <>{text.slice(0, shown)}… <Button onClick={() => setShown(shown * 20)}>{say('more_characters', { n: text.length - shown })}</Button></>;
}

/** The first children, and the others on request. */
export function Some<T>({ items, first, children }: { items: readonly T[]; first: number; children: (item: T, index: number) => ReactNode }) {
  const { say } = usePuente();
  const [shown, setShown] = useState(first);
  return <>{items.slice(0, shown).map(children)}{items.length > shown && <Button onClick={() => setShown(shown * 10)}>{say('more', { n: items.length - shown })}</Button>}</>;
}
