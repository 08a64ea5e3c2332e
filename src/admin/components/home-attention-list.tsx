import { Link } from 'react-router-dom';
import type { Attention } from './home-attention.js';
import { usePuente } from './hooks.js';

/** Sentences, each a link to what it is about. */
export function AttentionList({ items }: { items: readonly Attention[] }) {
  const { say, time } = usePuente();
  return (
    <ul className="pz-attention">
      {items.map(({ key, tone, text, values, at, to }) => (
        <li key={key} className={`pz-attention-${tone}`}>
          <Link to={to}>{say(text, { ...values, when: at && time(at.value, at.company).slice(0, 16) })}</Link>
        </li>
      ))}
    </ul>
  );
}
