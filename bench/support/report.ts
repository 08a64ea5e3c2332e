import { execFileSync } from 'node:child_process';
import { cpus, loadavg, totalmem } from 'node:os';

/** One line of the table: a ratio or a count, never a time to be compared between machines. */
export interface Figure {
  name: string;
  value: number;
  target?: { atLeast: number } | { atMost: number };
  /** What it came from. */
  from: string;
}

export function printReport(figures: readonly Figure[], settings: Record<string, string>, seconds: number): void {
  const rows = figures.map(({ name, value, target, from }) => [mark(value, target), name, format(value), wanted(target), from]);
  const all = [['', 'figure', 'value', 'target', 'from'], ...rows];
  const widths = all[0]!.map((_, column) => Math.max(...all.map((row) => row[column]!.length)));
  console.log(`\n${all.map((row) => row.map((cell, column) => (column === 2 ? cell.padStart(widths[2]!) : cell.padEnd(widths[column]!))).join('  ').trimEnd()).join('\n')}\n`);
  const [cpu] = cpus();
  console.log(`machine   ${cpus().length} × ${cpu?.model.trim() ?? 'unknown CPU'}, ${Math.round(totalmem() / 2 ** 30)} GB; load average ${loadavg().map((load) => load.toFixed(1)).join(' ')}`);
  console.log(`versions  Node ${process.versions.node}, PostgreSQL ${settings.server_version}, commit ${commit()}`);
  console.log(`durable   fsync=${settings.fsync} synchronous_commit=${settings.synchronous_commit} full_page_writes=${settings.full_page_writes} shared_buffers=${settings.shared_buffers}×8kB`);
  console.log(`took      ${seconds.toFixed(0)} s\n`);
}

function mark(value: number, target: Figure['target']): string {
  if (!target) return ' ';
  return ('atLeast' in target ? value >= target.atLeast : value <= target.atMost) ? '✓' : '✗';
}

const wanted = (target: Figure['target']): string => (!target ? '' : 'atLeast' in target ? `≥ ${target.atLeast}` : `≤ ${target.atMost}`);
const format = (value: number): string => (value >= 100 ? value.toFixed(0) : value.toFixed(2));

function commit(): string {
  try {
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], { stdio: ['ignore', 'pipe', 'ignore'] }).toString().trim();
  } catch {
    return 'unknown';
  }
}
