import type { Figures, Frame, Step } from './home-data.js';
import { messagesOf } from './home-links.js';
import { usePuente } from './hooks.js';
import { StackedBars, type Part } from './stacked-bars.js';
import type { Word } from './words.js';

/** From the ground up. */
const PARTS: { outcome: string; tone: Part['tone'] }[] = [
  { outcome: 'succeeded', tone: 'good' }, { outcome: 'failed', tone: 'bad' }, { outcome: 'retry_scheduled', tone: 'wait' },
  { outcome: 'processing', tone: 'wait' }, { outcome: 'received', tone: 'wait' }, { outcome: 'duplicate', tone: 'quiet' }, { outcome: 'skipped', tone: 'quiet' },
];

/** What arrived, bar by bar; each part leads to just those messages. */
export function HomeChart({ figures: { id, label, steps }, frame: { company, range, timezone } }: { figures: Figures; frame: Frame }) {
  const { say, value, language } = usePuente();
  const format = new Intl.DateTimeFormat(language === 'es' ? 'es-CR' : 'en-GB', {
    timeZone: timezone, ...(range === '24h' ? { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } : { day: '2-digit', month: '2-digit', ...(range === '7d' && { hour: '2-digit', hourCycle: 'h23' }) }),
  });
  const day = new Intl.DateTimeFormat(language === 'es' ? 'es-CR' : 'en-GB', { timeZone: timezone, ...(range === '24h' ? { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } : { day: '2-digit', month: '2-digit' }) });
  const parts = ({ from, to, by_outcome }: Step): Part[] => PARTS.map(({ outcome, tone }) => ({
    name: value(outcome === 'received' || outcome === 'processing' ? 'status' : 'outcome', outcome), value: by_outcome[outcome] ?? 0, tone,
    to: messagesOf({ integration: id, company, outcome, from, to }),
  }));
  const ticks = new Map(steps.map(({ from }) => [format.format(new Date(from)), day.format(new Date(from))]));
  return (
    <div className="pz-home-chart">
      <StackedBars height={130} totals={false} focusable={false} tick={(bar) => ticks.get(bar.label) ?? ''} label={say('h_chart', { label, range: say(`home_${range}` as Word) })}
        bars={steps.map((step) => ({ label: format.format(new Date(step.from)), parts: parts(step) }))} />
    </div>
  );
}
