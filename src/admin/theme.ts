import type { ThemeOverride } from '@adminjs/design-system';

const SYSTEM_FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif';

/** Calm: deep teal on warm greys, system fonts. Text pairs meet WCAG AA (4.5:1). */
export const THEME: Partial<ThemeOverride> = {
  font: SYSTEM_FONT,
  colors: {
    text: '#1c2b33', primary100: '#0b5c66', primary80: '#2b7982', primary60: '#6ea9b0', primary40: '#b3d3d7', primary20: '#e3f0f1',
    accent: '#0b5c66', grey100: '#1c2b33', grey80: '#41525b', grey60: '#5c6c75', grey40: '#b8c2c7', grey20: '#f0f3f4',
    bg: '#f5f7f7', filterBg: '#ffffff', container: '#ffffff', sidebar: '#ffffff', border: '#dfe5e7', separator: '#dfe5e7', inputBorder: '#8b9aa2',
    highlight: '#eaf3f4', success: '#1b6e43', successDark: '#1b6e43', successLight: '#e2f3ea', error: '#a8232f', errorDark: '#a8232f', errorLight: '#fbe9ea',
    warning: '#8a5300', warningDark: '#8a5300', warningLight: '#fdf1dc', info: '#1d5aa6', infoDark: '#1d5aa6', infoLight: '#e5eefa', love: '#0b5c66',
  },
} as Partial<ThemeOverride>;
