import { changePath } from './change-path.js';
import { Some } from './fold.js';
import { usePuente } from './hooks.js';
import { Card, MessageLink } from './ui.js';

export interface Change {
  path: string;
  before: unknown;
  after: unknown;
}

const FIRST = 50;
const LONGEST = 300;

/** What an edited resend changed, field by field. */
export function Difference({ changes, parent }: { changes: readonly Change[]; parent: string }) {
  const { say } = usePuente();
  return (
    <Card title={say('diff_title')} actions={<MessageLink id={parent}>{say('open_message')}</MessageLink>}>
      {changes.length === 0 ? <p className="pz-quiet-text">{say('diff_none')}</p> : (
        <div className="pz-scroll" tabIndex={0} role="group" aria-label={say('diff_title')}>
          <table className="pz-table pz-diff">
            <thead><tr><th scope="col">{say('diff_path')}</th><th scope="col">{say('diff_before')}</th><th scope="col">{say('diff_after')}</th></tr></thead>
            <tbody><Some items={changes} first={FIRST}>{({ path, before, after }) => (
              <tr key={path}>
                <th scope="row"><code>{changePath(path)}</code></th>
                <td><del>{before === null ? say('diff_absent') : short(before)}</del></td>
                <td><ins>{after === null ? say('diff_removed') : short(after)}</ins></td>
              </tr>
            )}</Some></tbody>
          </table>
        </div>
      )}
    </Card>
  );
}

const short = (value: unknown): string => (typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value)).slice(0, LONGEST);
