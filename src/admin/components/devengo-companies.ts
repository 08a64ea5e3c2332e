import { useApi, usePuente } from './hooks.js';

interface CompanyYears {
  company: string;
  /** Those with documents or books, oldest first. */
  years: number[];
}

/** The reader's companies, and where there is something to look at: the company that was active last, and its last such year. */
export function useOwnCompanies(): { codes: string[]; first: string | null; yearOf: (company: string) => string | null; loaded: boolean } {
  const { admin } = usePuente();
  const { data, problem } = useApi<{ data: CompanyYears[] }>('/api/accruals/companies');
  const loaded = data !== null || problem !== null;
  const codes = [...new Set([...Object.keys(admin?.zones ?? {}), ...(data?.data.map(({ company }) => company) ?? [])])].sort();
  const active = data?.data.filter(({ years }) => years.length > 0) ?? [];
  const fallback = codes.find((code) => code === 'default') ?? codes[0] ?? 'default';
  const first = !loaded ? null : (active.find(({ company }) => company === fallback) ?? active[0])?.company ?? fallback;
  const now = new Date().getFullYear();
  const yearOf = (company: string): string | null => {
    if (!loaded) return null;
    const years = active.find((one) => one.company === company)?.years.filter((year) => year <= now) ?? [];
    return String(years.at(-1) ?? now);
  };
  return { codes, first, yearOf, loaded };
}
