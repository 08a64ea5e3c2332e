import { Link } from 'react-router-dom';

export interface Part {
  name: string;
  value: number;
  tone: 'good' | 'bad' | 'wait' | 'quiet';
  to: string;
}

export interface Bar {
  label: string;
  parts: Part[];
}

const TOP = 22;
const BOTTOM = 26;

interface Props {
  bars: readonly Bar[];
  label: string;
  show?: (value: number) => string;
  height?: number;
  /** What stands under a bar. */
  tick?: (bar: Bar) => string;
  /** Whether each bar says its total. */
  totals?: boolean;
  /** Whether each part is a stop of the Tab key. Not where many charts stand on one page. */
  focusable?: boolean;
}

/**
 * One bar for each day, its parts on top of each other, each a link to the list behind it. Our own few lines of SVG: the chart
 * libraries weigh more than all our pages together. Places along the width are percents, so that text keeps its size.
 */
export function StackedBars({ bars, label, show = String, height = 200, tick = (bar) => bar.label.slice(5), totals = bars.length <= 24, focusable = true }: Props) {
  const most = Math.max(1, ...bars.map(total));
  const step = 100 / Math.max(bars.length, 10);
  const every = Math.ceil(bars.length / (height < 200 ? 6 : 12));
  return (
    <figure className="pz-chart">
      <figcaption>{label}</figcaption>
      <svg width="100%" height={height} role="group" aria-label={label}>
        <line x1="0" x2="100%" y1={height - BOTTOM} y2={height - BOTTOM} className="pz-chart-axis" />
        {bars.map((bar, at) => {
          const heights = bar.parts.map(({ value }) => (value / most) * (height - TOP - BOTTOM));
          const middle = `${(at + 0.5) * step}%`;
          const top = height - BOTTOM - sum(heights);
          return (
            <g key={bar.label}>
              {bar.parts.map((part, index) => part.value > 0 && (
                <Link key={part.name} to={part.to} tabIndex={focusable ? undefined : -1} aria-label={`${bar.label}, ${part.name}: ${show(part.value)}`}>
                  <rect className={`pz-chart-${part.tone}`} x={`${(at + 0.15) * step}%`} width={`${0.7 * step}%`} y={height - BOTTOM - sum(heights.slice(0, index + 1))} height={heights[index]}>
                    <title>{`${bar.label}, ${part.name}: ${show(part.value)}`}</title>
                  </rect>
                </Link>
              ))}
              {totals && <text x={middle} y={top - 6} textAnchor="middle">{show(total(bar))}</text>}
              {at % every === 0 && <text x={at === 0 ? `${0.15 * step}%` : middle} y={height - 8} textAnchor={at === 0 ? 'start' : 'middle'}>{tick(bar)}</text>}
            </g>
          );
        })}
      </svg>
    </figure>
  );
}

const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);
const total = ({ parts }: Bar): number => sum(parts.map(({ value }) => value));
