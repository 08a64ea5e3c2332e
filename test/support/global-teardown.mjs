export default async function tearDown() {
  const keep = process.env.KEEP_TEST_DB === '1';
  const { url, run, close } = globalThis.puenteTestCluster;
  await close(keep);
  if (keep) console.error(`\nKEEP_TEST_DB=1: the databases ${run}_* stay on ${url} until the next run.`);
}
