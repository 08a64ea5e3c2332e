import type { ThemeOverride } from '@adminjs/design-system';

const SYSTEM_FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif';
const of = (name: string): string => `var(--pz-${name})`;

const LINE = `1px solid ${of('line')}`;

/** AdminJS's own parts in our colours. They are variables (see `assets/puente.css`), so that light and dark need no second page. */
export const THEME: Partial<ThemeOverride> = {
  font: SYSTEM_FONT,
  borders: { default: LINE, input: `1px solid ${of('edge')}`, filterInput: LINE, bg: LINE },
  colors: {
    text: of('ink'), white: of('paper'), black: of('ink'), primary100: of('main'), primary80: of('main'), primary60: of('main-soft'), primary40: of('main-soft'), primary20: of('main-soft'),
    accent: of('main'), grey100: of('ink'), grey80: of('ink'), grey60: of('soft'), grey40: of('edge'), grey20: of('ground'),
    bg: of('ground'), filterBg: of('paper'), container: of('paper'), sidebar: of('paper'), border: of('line'), separator: of('line'), inputBorder: of('edge'),
    highlight: of('main-soft'), success: of('good'), successDark: of('good'), successLight: of('good-soft'), error: of('bad'), errorDark: of('bad'), errorLight: of('bad-soft'),
    warning: of('wait'), warningDark: of('wait'), warningLight: of('wait-soft'), info: of('info'), infoDark: of('info'), infoLight: of('info-soft'), love: of('main'),
  },
} as Partial<ThemeOverride>;
