import { COMMON_FAULTS, FAULT_ALIASES, type Fault, type FaultOptions } from './faults.js';
import { Refusal, type SandboxRequest } from './sandbox-provider.js';

export interface ArmedFault {
  fault: string;
  method?: string;
  /** A regular expression over the path; plain text works as a substring. */
  path?: string;
  /** Matching requests still to be let through before it strikes. */
  after: number;
  /** Strikes left. */
  times: number | 'forever';
  options: FaultOptions;
}

/** Which faults are armed, and which one strikes a request. */
export class FaultBoard {
  private readonly faults: Record<string, Fault>;
  private armed: ArmedFault[] = [];

  constructor(own: Record<string, Fault> = {}) {
    this.faults = { ...COMMON_FAULTS, ...own };
  }

  /** The names of the faults that can be armed. */
  get known(): readonly string[] {
    return Object.keys(this.faults);
  }

  list(): readonly ArmedFault[] {
    return this.armed;
  }

  clear(): void {
    this.armed = [];
  }

  /** Arms what `POST /__fault` describes: `{fault, method?, path?, after?, times?, …options}`. */
  arm(request: unknown): readonly ArmedFault[] {
    const { fault, method, path, after, times, ...options } = (request ?? {}) as Record<string, unknown>;
    const name = FAULT_ALIASES[String(fault)] ?? String(fault);
    if (!Object.hasOwn(this.faults, name)) refuse(`unknown fault "${name}"; known: ${this.known.join(', ')}`);
    if (path !== undefined && !isPattern(path)) refuse(`"path" must be a text or a regular expression`);
    if (after !== undefined && !isCount(after)) refuse('"after" must be a whole number ≥ 0');
    if (times !== undefined && times !== 'forever' && !(isCount(times) && times > 0)) refuse('"times" must be ≥ 1 or "forever"');
    this.armed.push({
      fault: name,
      ...(method === undefined ? {} : { method: String(method).toUpperCase() }),
      ...(path === undefined ? {} : { path: path as string }),
      after: (after as number | undefined) ?? 0,
      times: (times as number | 'forever' | undefined) ?? 1,
      options,
    });
    return this.armed;
  }

  /** The fault that strikes this request, if any; uses up one of its strikes. The first armed wins. */
  strike(request: SandboxRequest): { name: string; fault: Fault; options: FaultOptions } | undefined {
    const ready = this.armed.filter((armed) => this.fits(armed, request)).find((armed) => armed.after-- <= 0);
    if (!ready) return undefined;
    ready.after = 0;
    if (ready.times !== 'forever') ready.times -= 1;
    this.armed = this.armed.filter((armed) => armed.times !== 0);
    return { name: ready.fault, fault: this.faults[ready.fault]!, options: ready.options };
  }

  private fits(armed: ArmedFault, request: SandboxRequest): boolean {
    const fault = this.faults[armed.fault]!;
    if (armed.method ? armed.method !== request.method : fault.writesOnly && isRead(request.method)) return false;
    if (armed.path && !new RegExp(armed.path).test(request.path)) return false;
    return fault.strikes?.(request) ?? true;
  }
}

function isRead(method: string): boolean {
  return method === 'GET' || method === 'HEAD';
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0;
}

function isPattern(value: unknown): boolean {
  try {
    return typeof value === 'string' && new RegExp(value) instanceof RegExp;
  } catch {
    return false;
  }
}

function refuse(message: string): never {
  throw new Refusal({ status: 400, body: { message } });
}
