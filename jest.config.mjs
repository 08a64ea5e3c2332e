// One Jest project per tier. A tier is chosen by the file's suffix, so a test says by its name what it needs.
const base = {
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: { '^.+\\.ts$': ['@swc/jest', { sourceMaps: 'inline' }] },
  testEnvironment: 'node',
};

const tier = (displayName, testRegex, extra = {}) => ({ ...base, displayName, testRegex, ...extra });

export default {
  projects: [
    tier('unit', ['src/.*(?<!\\.conformance|\\.db)\\.spec\\.ts$'], { roots: ['<rootDir>/src'] }),
    tier('architecture', ['test/architecture/.*\\.spec\\.ts$'], { roots: ['<rootDir>/test'] }),
  ],
};
