import { openTestHouse, type TestHouse } from '../support/house.js';

let test: TestHouse;
beforeAll(async () => {
  test = await openTestHouse();
});
afterAll(() => test.close());

it('starts and answers', async () => {
  expect((await test.api.get('/health/ready')).status).toBe(200);
  expect((await test.api.get('/api/messages')).body).toEqual({ data: [], next_cursor: null });
});
