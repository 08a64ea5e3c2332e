import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { startSandboxes, stopSandboxes, type RunningSandboxes, type SandboxOptions, type SandboxProviderId } from '../../../src/sandbox/index.js';
import { ApiClient } from '../api-client.js';
import { SandboxControl } from '../conformance/sandbox-control.js';
import { createTestDatabase, type TestDatabase } from '../database.js';
import { TEST_KEY } from '../house.js';
import { openTempFolder } from '../temp-folder.js';
import { buildProgram, Program } from './program.js';

/** The API in one process and workers in others, on one database: what only separate processes can show, such as a kill -9. */
export class CrashBench {
  readonly programs: Program[] = [];
  readonly sandbox: SandboxControl;
  api!: ApiClient;
  private readonly keys = { ENCRYPTION_KEYS: `k1:${randomBytes(32).toString('base64')}`, SESSION_SECRET: 'x'.repeat(40) };

  private constructor(
    readonly database: TestDatabase,
    readonly sandboxes: RunningSandboxes,
    provider: SandboxProviderId,
    private readonly folder: string,
    private readonly logLevel: string,
  ) {
    this.sandbox = new SandboxControl(sandboxes[provider].url);
  }

  /** `provider` is the one whose sandbox takes the orders. */
  static async open(provider: SandboxProviderId, { sandbox, logLevel = 'warn' }: { sandbox?: SandboxOptions; logLevel?: string } = {}): Promise<CrashBench> {
    buildProgram();
    const bench = new CrashBench(await createTestDatabase(), await startSandboxes({ host: '127.0.0.1' }, sandbox), provider, await openTempFolder('puente-crash-'), logLevel);
    bench.api = new ApiClient((await bench.start('api')).origin, TEST_KEY);
    return bench;
  }

  start(roles: string, environment: NodeJS.ProcessEnv = {}): Promise<Program> {
    const program = new Program({ DATABASE_URL: this.database.url, DATA_DIR: this.folder, ROLES: roles, LOG_LEVEL: this.logLevel, ...this.keys, ...environment });
    this.programs.push(program);
    return program.ready();
  }

  /** Only the API stays: a worker left over would take the next test's message. */
  async killWorkers(): Promise<void> {
    for (const program of this.programs.slice(1)) await program.kill();
  }

  async close(): Promise<void> {
    for (const program of this.programs) await program.kill();
    await stopSandboxes(this.sandboxes);
    await rm(this.folder, { recursive: true, force: true });
    await this.database.drop();
  }
}
