import { useEffect, useRef, useState, type FormEvent } from 'react';
import { useLocation, useNavigate } from 'react-router-dom';
import { usePuente } from './hooks.js';

const TYPING = 'input, textarea, select, [contenteditable="true"]';

/** The one box that finds anything, on every page; `/` leads to it. */
export function SearchBox() {
  const { say } = usePuente();
  const navigate = useNavigate();
  const { pathname, search } = useLocation();
  const input = useRef<HTMLInputElement>(null);
  const asked = pathname === '/admin/pages/search' ? (new URLSearchParams(search).get('q') ?? '') : '';
  const [text, setText] = useState(asked);
  useEffect(() => setText(asked), [asked]);
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || (event.target as Element).closest(TYPING)) return;
      event.preventDefault();
      input.current?.focus();
      input.current?.select();
    };
    document.addEventListener('keydown', hear);
    return () => document.removeEventListener('keydown', hear);
  }, []);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    navigate(`/admin/pages/search?q=${encodeURIComponent(text.trim())}`);
  };
  return (
    <form role="search" className="pz-search" onSubmit={submit}>
      <input ref={input} type="search" name="q" maxLength={500} value={text} placeholder={say('search_hint')} aria-label={say('search_label')} autoComplete="off" spellCheck={false} onChange={(event) => setText(event.target.value)} />
    </form>
  );
}
