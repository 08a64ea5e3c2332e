import { darken, getValueAndUnit, parseToRgb, rgba } from './css-colors.js';

it('leaves the sum to the browser, so that a variable may be a colour', () => {
  expect(rgba('var(--pz-main)', 0.05)).toBe('color-mix(in srgb, var(--pz-main) 5%, transparent)');
  expect(darken(0.15, 'var(--pz-main)')).toBe('color-mix(in srgb, var(--pz-main) 85%, black)');
});

it('takes fixed colours and measures apart as the library did', () => {
  expect(parseToRgb('#0b5c66')).toEqual({ red: 11, green: 92, blue: 102 });
  expect(parseToRgb('var(--x)')).toEqual({ red: 43, green: 121, blue: 130 });
  expect(getValueAndUnit('16px')).toEqual([16, 'px']);
  expect(getValueAndUnit('auto')).toEqual(['auto', undefined]);
});
