import { importTypescript } from './import-typescript.mjs';

export default async function setUp() {
  const { openTestCluster } = await importTypescript('test/support/test-cluster.ts');
  const cluster = await openTestCluster();
  Object.assign(process.env, { PUENTE_TEST_SERVER: cluster.url, PUENTE_TEST_TEMPLATE: cluster.template, PUENTE_TEST_RUN: cluster.run });
  globalThis.puenteTestCluster = cluster;
}
