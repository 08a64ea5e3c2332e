import { useState } from 'react';
import { usePuente } from './hooks.js';
import { Button } from './ui.js';

/** Puts a text on the clipboard and says so; a large one is made when it is asked for. `label` is said instead of `name` where several buttons bear the same. */
export function CopyButton({ text, name, label }: { text: string | (() => string); name?: string; label?: string }) {
  const { say } = usePuente();
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await copyText(typeof text === 'string' ? text : text());
    setCopied(true);
    setTimeout(() => setCopied(false), 2_000);
  };
  return <Button label={copied ? undefined : label} onClick={() => void copy()}>{copied ? say('copied') : (name ?? say('copy'))}</Button>;
}

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
