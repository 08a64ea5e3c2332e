import { useEffect } from 'react';
import { Link, useLocation, useNavigate } from 'react-router-dom';
import { useTranslation } from 'adminjs';
import { useApi, usePuente } from './hooks.js';
import { Badge, Card, Loading, Problem } from './ui.js';
import type { Word } from './words.js';

interface Found {
  list: string;
  id: string;
  company: string;
  title: string;
  detail: string | null;
  state: string | null;
}

interface Answer {
  jump: { list: string; id: string } | null;
  groups: { kind: string; more: boolean; items: Found[] }[];
  incomplete: boolean;
}

const OWN_NAMES: Record<string, Word> = { remote: 'search_remote', text: 'search_text' };
const pageOf = ({ list, id }: { list: string; id: string }): string => `/admin/resources/${list === 'remote' ? 'messages' : list}/records/${encodeURIComponent(id)}/show`;

/** What was found, by kind. Where only one thing can be meant, its page. */
export function SearchPage() {
  const { say } = usePuente();
  const navigate = useNavigate();
  const q = (new URLSearchParams(useLocation().search).get('q') ?? '').trim();
  const { data, problem } = useApi<Answer>(q && `/api/search?q=${encodeURIComponent(q)}`);
  const jump = data?.jump;
  useEffect(() => { if (jump) navigate(pageOf(jump), { replace: true }); }, [jump, navigate]);
  if (q === '') return <div className="pz-page pz-home"><p>{say('search_empty')}</p></div>;
  return (
    <div className="pz-page pz-home">
      <h1>{say('search_title', { q })}</h1>
      <Problem problem={problem} />
      {!data && !problem && <Loading />}
      {data?.incomplete && <p className="pz-why">{say('search_incomplete')}</p>}
      {data && data.groups.length === 0 && <p role="status">{say('search_none')}</p>}
      {data?.groups.map((group) => <Group key={group.kind} group={group} q={q} />)}
    </div>
  );
}

function Group({ group: { kind, more, items }, q }: { group: Answer['groups'][number]; q: string }) {
  const { say, value } = usePuente();
  /** `<integration> · <event>`. */
  const messageInWords = (detail: string | null) => detail?.split(' · ').map((part, index) => value(index === 0 ? 'integration' : 'event_type', part)).join(' · ');
  const { translateLabel } = useTranslation();
  const own = OWN_NAMES[kind];
  return (
    <Card title={own ? say(own) : translateLabel(kind)}>
      <ul className="pz-found">
        {items.map((item) => (
          <li key={item.id + item.title}>
            <Link className="pz-link" to={pageOf(item)}>{item.title}</Link> <Badge column={kind === 'errors' ? 'status' : 'outcome'} value={item.state} />
            <span className="pz-quiet-text">{item.company} · {item.list === 'messages' ? messageInWords(item.detail) : item.detail}</span>
          </li>
        ))}
      </ul>
      {more && kind === 'text' && <Link className="pz-link" to={`/admin/resources/messages?filters.${q.includes('=') ? 'json_path' : 'q'}=${encodeURIComponent(q)}`}>{say('search_more')}</Link>}
    </Card>
  );
}
