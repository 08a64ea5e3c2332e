/**
 * Stands in for the library `polished` inside AdminJS's design system (see `scripts/build-admin.mjs`), which reckons with colours
 * and therefore only takes fixed ones. Ours are CSS variables, so that one page can be light and dark: the browser does the sum.
 */

/** The colour, let through by `1 - alpha`. */
export const rgba = (color: string, alpha: number): string => `color-mix(in srgb, ${color} ${percent(alpha)}, transparent)`;

/** The colour, darker by `amount` (0…1). */
export const darken = (amount: number, color: string): string => `color-mix(in srgb, ${color} ${percent(1 - amount)}, black)`;

/** Of a `#rrggbb` colour, for the one shadow that is written with its parts; of anything else the parts of our main colour. */
export function parseToRgb(color: string): { red: number; green: number; blue: number } {
  const [, red = '2b', green = '79', blue = '82'] = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(color) ?? [];
  return { red: parseInt(red, 16), green: parseInt(green, 16), blue: parseInt(blue, 16) };
}

/** `16px` → `[16, 'px']`; what is no measure comes back as it is. */
export function getValueAndUnit(given: string): [number | string, string | undefined] {
  const match = /^([+-]?(?:\d+|\d*\.\d+))([a-z]*|%)$/.exec(given);
  return match ? [Number(match[1]), match[2]] : [given, undefined];
}

const percent = (part: number): string => `${Math.round(part * 1000) / 10}%`;
