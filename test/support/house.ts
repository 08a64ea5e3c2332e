import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openHouse, type House } from '../../src/house.js';
import { startSandboxes, stopSandboxes, type RunningSandboxes, type SandboxOptions } from '../../src/sandbox/index.js';
import { ApiClient } from './api-client.js';
import { createTestDatabase, type TestDatabase } from './database.js';

export const TEST_KEY = 'test-bootstrap-key-0123456789';

export interface TestHouse {
  /** The one that runs now. */
  readonly house: House;
  database: TestDatabase;
  sandboxes: RunningSandboxes;
  /** The API with administrator rights. */
  api: ApiClient;
  environment: NodeJS.ProcessEnv;
  /** Stops the program as a deployment does and starts it again on the same database and address. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

/** The whole program in this process: real database, real queue, real HTTP; only the providers are the sandbox's. */
export async function openTestHouse(options: { environment?: NodeJS.ProcessEnv; sandbox?: SandboxOptions } = {}): Promise<TestHouse> {
  const database = await createTestDatabase();
  const dataDir = await mkdtemp(join(tmpdir(), 'puente-'));
  const sandboxes = await startSandboxes({ host: '127.0.0.1' }, options.sandbox ?? { alegra: { ratePerMinute: 'off' } });
  const environment: NodeJS.ProcessEnv = {
    DATABASE_URL: database.url,
    DATA_DIR: dataDir,
    PORT: '0',
    SANDBOX: 'off',
    ALLOW_PRIVATE_HOSTS: 'on',
    BOOTSTRAP_API_KEY: TEST_KEY,
    ADMIN_EMAIL: 'ana@example.test',
    ADMIN_PASSWORD: 'correcto-caballo-pila',
    LOG_LEVEL: 'silent',
    ...options.environment,
  };
  let house = await openHouse(environment, () => undefined);
  const origin = house.origin!;
  return {
    get house() {
      return house;
    },
    database,
    sandboxes,
    environment,
    api: new ApiClient(origin, TEST_KEY),
    restart: async () => {
      await house.close();
      house = await openHouse({ ...environment, PORT: new URL(origin).port }, () => undefined);
    },
    close: async () => {
      await house.close();
      await stopSandboxes(sandboxes);
      await rm(dataDir, { recursive: true, force: true });
      await database.drop();
    },
  };
}

export const unique = (prefix: string): string => `${prefix}-${randomUUID().slice(0, 8)}`;
