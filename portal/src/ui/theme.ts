/** Comptoir's colours on Fluent's tokens: a calm counter-top teal, brass for what must not be overlooked. */
import { createDarkTheme, createLightTheme, type BrandVariants, type Theme } from '@fluentui/react-components';

const teal: BrandVariants = {
  10: '#021413',
  20: '#06201f',
  30: '#08302e',
  40: '#093e3b',
  50: '#0a4c48',
  60: '#0b5a56',
  70: '#0d6964',
  80: '#0f7570',
  90: '#2a8780',
  100: '#45968f',
  110: '#5ea59e',
  120: '#77b4ae',
  130: '#90c3be',
  140: '#a9d2ce',
  150: '#c3e1de',
  160: '#ddf0ee',
};

const fontFamilyBase =
  "'Segoe UI Variable Text', 'Segoe UI', system-ui, -apple-system, 'Open Sans', 'DejaVu Sans', sans-serif";

export const lightTheme: Theme = { ...createLightTheme(teal), fontFamilyBase };
export const darkTheme: Theme = {
  ...createDarkTheme(teal),
  fontFamilyBase,
  // The generated dark foregrounds are too dim for text on the page's background (WCAG 1.4.3).
  colorBrandForeground1: teal[120],
  colorBrandForeground2: teal[130],
  colorBrandForegroundLink: teal[120],
  colorBrandForegroundLinkHover: teal[130],
  colorBrandForegroundLinkPressed: teal[110],
};
