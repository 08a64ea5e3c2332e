/** `items.0.rate` → `items[0].rate`; the whole document is `·`. */
export const changePath = (path: string): string => path.replace(/(^|\.)(\d+)(?=\.|$)/g, '[$2]') || '·';
