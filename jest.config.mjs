// One Jest project per tier. A tier is chosen by the file's name or folder, so a test says where it is what it needs.
const base = {
  extensionsToTreatAsEsm: ['.ts'],
  // A thread gets a bundle: it cannot load TypeScript.
  moduleNameMapper: { '/thread-file\\.js$': '<rootDir>/test/support/thread-file.ts', '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: { '^.+\\.ts$': ['@swc/jest', { sourceMaps: 'inline' }] },
  testEnvironment: 'node',
};

const tier = (displayName, roots, testRegex, extra = {}) => ({
  ...base,
  displayName,
  roots: roots.map((root) => `<rootDir>/${root}`),
  testRegex,
  ...extra,
});

// One PostgreSQL per run, one database per test file (test/support/database.ts).
const database = {
  globalSetup: '<rootDir>/test/support/global-setup.mjs',
  globalTeardown: '<rootDir>/test/support/global-teardown.mjs',
};

export default {
  // Two at once: more only wait for each other on a small machine, and deadlines start to slip.
  maxWorkers: 2,
  testTimeout: 60_000,
  projects: [
    tier('unit', ['src', 'scripts', 'test'], ['src/.*(?<!\\.conformance|\\.db)\\.spec\\.ts$', 'test/support/.*\\.spec\\.ts$']),
    tier('architecture', ['test'], ['test/architecture/.*\\.spec\\.ts$']),
    tier('integration', ['src', 'test'], ['src/.*\\.db\\.spec\\.ts$', 'test/(integration|regressions)/.*\\.spec\\.ts$'], database),
    tier('conformance', ['src'], ['\\.conformance\\.spec\\.ts$'], database),
    tier('e2e', ['test'], ['test/e2e/.*\\.spec\\.ts$'], database),
    tier('browser', ['test'], ['test/browser/.*\\.spec\\.ts$'], database),
  ],
};
