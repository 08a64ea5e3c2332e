import { changePath } from './change-path.js';

it.each([['items.0.rate', 'items[0].rate'], ['0.name', '[0].name'], ['taxes.12', 'taxes[12]'], ['customer', 'customer'], ['', '·'], ['a.0.1.b', 'a[0][1].b']])('writes %s as %s', (path, shown) => {
  expect(changePath(path)).toBe(shown);
});
