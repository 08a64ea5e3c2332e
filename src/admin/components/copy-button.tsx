import { useState } from 'react';
import { usePuente } from './hooks.js';
import { copyText } from './json-viewer.js';
import { Button } from './ui.js';

/** Puts a text on the clipboard and says so. `label` is said instead of `name` where several buttons bear the same. */
export function CopyButton({ text, name, label }: { text: string; name?: string; label?: string }) {
  const { say } = usePuente();
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await copyText(text);
    setCopied(true);
    setTimeout(() => setCopied(false), 2_000);
  };
  return <Button label={copied ? undefined : label} onClick={() => void copy()}>{copied ? say('copied') : (name ?? say('copy'))}</Button>;
}
