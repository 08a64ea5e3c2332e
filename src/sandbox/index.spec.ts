import { startSandboxes, stopSandboxes } from './index.js';

it('starts every provider, each on its own port, and stops them', async () => {
  const sandboxes = await startSandboxes();
  for (const { url, baseUrl } of Object.values(sandboxes)) {
    expect((await fetch(`${url}/__state`)).status).toBe(200);
    expect(baseUrl.startsWith(url)).toBe(true);
  }
  await expect(startSandboxes({ firstPort: sandboxes.alegra.port })).rejects.toThrow('cannot listen');
  await stopSandboxes(sandboxes);
  await expect(fetch(sandboxes.alegra.url)).rejects.toThrow();
});
