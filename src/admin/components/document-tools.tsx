import { CopyButton } from './copy-button.js';
import { usePuente } from './hooks.js';
import { Button } from './ui.js';

/** What a document shown on a page can be done with: copied, saved, unfolded, folded. `text` is made when it is asked for. */
export function DocumentTools({ text, name, type, unfold, fold }: { text: () => string; name: string; type: string; unfold?: () => void; fold?: () => void }) {
  const { say } = usePuente();
  return (
    <div className="pz-actions">
      <CopyButton text={text} />
      <Button onClick={() => saveText(text(), name, type)}>{say('download')}</Button>
      {unfold && <Button onClick={unfold}>{say('unfold_all')}</Button>}
      {fold && <Button onClick={fold}>{say('fold_all')}</Button>}
    </div>
  );
}

function saveText(text: string, name: string, type: string): void {
  const href = URL.createObjectURL(new Blob([text], { type }));
  Object.assign(document.createElement('a'), { href, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(href), 10_000);
}
