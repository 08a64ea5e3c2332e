import { alegraSandbox, type AlegraSandboxOptions } from './alegra/index.js';
import { oppenSandbox, type OppenSandboxOptions } from './oppen/index.js';
import { erpnextSandbox } from './erpnext/index.js';
import { haciendaSandbox, type HaciendaSandboxOptions } from './hacienda/index.js';
import type { AcademyOptions } from './academy/index.js';
import { holdedSandbox, type HoldedSandboxOptions } from './holded/index.js';
import { fourgeeksSandbox, type FourgeeksSandboxOptions } from './fourgeeks/index.js';
import { notionSandbox, type NotionSandboxOptions } from './notion/index.js';
import { createSandbox, type RunningSandbox } from './sandbox-server.js';

export { createSandbox, type RunningSandbox, type Sandbox } from './sandbox-server.js';
export { Refusal } from './sandbox-provider.js';
export type { SandboxAnswer, SandboxProvider, SandboxRequest, SandboxRoute } from './sandbox-provider.js';

export interface SandboxOptions {
  alegra?: AlegraSandboxOptions;
  oppen?: OppenSandboxOptions;
  hacienda?: HaciendaSandboxOptions;
  /** The school that Holded, 4Geeks and Notion know. */
  academy?: AcademyOptions;
  holded?: HoldedSandboxOptions;
  fourgeeks?: FourgeeksSandboxOptions;
  notion?: NotionSandboxOptions;
}

/** The simulated providers, one line each. */
const PROVIDERS = {
  alegra: (options: SandboxOptions) => alegraSandbox(options.alegra),
  oppen: (options: SandboxOptions) => oppenSandbox(options.oppen),
  erpnext: () => erpnextSandbox(),
  hacienda: (options: SandboxOptions) => haciendaSandbox(options.hacienda),
  holded: (options: SandboxOptions) => holdedSandbox(options.holded, options.academy),
  fourgeeks: (options: SandboxOptions) => fourgeeksSandbox(options.fourgeeks, options.academy),
  notion: (options: SandboxOptions) => notionSandbox(options.notion, options.academy),
};

export type SandboxProviderId = keyof typeof PROVIDERS;
export type RunningSandboxes = Record<SandboxProviderId, RunningSandbox>;

/** Starts every simulated provider, on `firstPort` and those after it, or on free ports (0). All or none: a failure stops the rest. */
export async function startSandboxes(
  { host, firstPort = 0 }: { host?: string; firstPort?: number } = {},
  options: SandboxOptions = {},
): Promise<RunningSandboxes> {
  const ids = Object.keys(PROVIDERS) as SandboxProviderId[];
  const started = await Promise.allSettled(
    ids.map((id, index) => createSandbox(PROVIDERS[id](options)).start({ host, port: firstPort && firstPort + index })),
  );
  const failed = started.find((result) => result.status === 'rejected');
  const running = started.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  if (failed) {
    await stopAll(running);
    throw failed.reason;
  }
  return Object.fromEntries(ids.map((id, index) => [id, running[index]])) as RunningSandboxes;
}

export async function stopSandboxes(sandboxes: RunningSandboxes): Promise<void> {
  await stopAll(Object.values(sandboxes));
}

async function stopAll(running: readonly RunningSandbox[]): Promise<void> {
  await Promise.all(running.map(({ stop }) => stop()));
}
