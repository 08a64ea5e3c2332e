import { bucketFor } from './token-bucket.js';

it.each([1, 2, 5, 6, 30, 60, 150, 600, 6000])('never lets more than %i through in a minute, and always some', (perMinute) => {
  const { burst, perSecond } = bucketFor(perMinute);
  expect(burst + perSecond * 60).toBeLessThanOrEqual(Math.max(perMinute, 1.5));
  expect(burst).toBeGreaterThanOrEqual(1);
  expect(perSecond).toBeGreaterThan(0);
});
