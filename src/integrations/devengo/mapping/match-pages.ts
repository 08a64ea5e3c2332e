import { sameName } from './contact.js';
import type { MappedPage } from './notion-page.js';
import { problemOf, type RecordProblem } from './record-problem.js';

export interface ClientOfNotion {
  id: number;
  email: string | null;
  name: string;
  /** The page it is linked to so far. */
  page: string | null;
}

export type PageMatch = { page: MappedPage; by: 'external_id' | 'email' | 'name' } | { problem: RecordProblem };

/** Pages by what finds them. Names count only where one client and one page have it (contract notion §5). */
export class PageIndex {
  private readonly byId = new Map<string, MappedPage>();
  private readonly byEmail = new Map<string, MappedPage[]>();
  private readonly byName = new Map<string, MappedPage[]>();

  constructor(
    pages: readonly MappedPage[],
    private readonly namesOfClients: ReadonlyMap<string, number>,
  ) {
    for (const page of pages) {
      this.byId.set(page.id, page);
      for (const email of page.emails) push(this.byEmail, email, page);
      if (page.name) push(this.byName, sameName(page.name), page);
    }
  }

  match({ email, name, page }: ClientOfNotion): PageMatch {
    const linked = page === null ? undefined : this.byId.get(page);
    if (linked) return { page: linked, by: 'external_id' };
    const mailed = (email === null ? undefined : this.byEmail.get(email)) ?? [];
    if (mailed.length === 1) return { page: mailed[0]!, by: 'email' };
    if (mailed.length > 1) return { problem: problemOf('ambiguous_match', `${name}: ${mailed.length} páginas de Notion tienen su correo. Deje una.`, { candidates: mailed.map(({ id }) => id) }) };
    const named = this.byName.get(sameName(name)) ?? [];
    // A page of that name with another e-mail is somebody else's.
    const free = named.filter(({ emails }) => emails.length === 0 || email === null);
    if (free.length === 1 && this.namesOfClients.get(sameName(name)) === 1) return { page: free[0]!, by: 'name' };
    if (free.length > 0) return { problem: problemOf('ambiguous_match', `${name}: hay más de una página o más de un cliente con ese nombre. Ponga el correo en la página de Notion.`, { candidates: free.map(({ id }) => id) }) };
    return { problem: problemOf('not_found', `${name} no tiene página en Notion, ni por correo ni por nombre.`) };
  }
}

function push(index: Map<string, MappedPage[]>, key: string, page: MappedPage): void {
  const known = index.get(key);
  if (known) known.push(page);
  else index.set(key, [page]);
}
