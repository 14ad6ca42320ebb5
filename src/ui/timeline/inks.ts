/** Colours of the chart, by the name of their custom property in the stylesheet, less its dashes. */
export const inkNames = [
  'ink',
  'ink-soft',
  'line',
  'well',
  'open',
  'render',
  'deliver',
  'failed',
  'cancelled',
  'faint',
  'on-work',
] as const;
export type Inks = Record<(typeof inkNames)[number], string>;

/**
 * A canvas knows no custom properties, and `light-dark()` is resolved only where it is used: so one element bears each
 * colour as its own, and is asked for it.
 */
export function readInks(palette: HTMLElement): Inks {
  const inks = {} as Inks;
  for (const [index, name] of inkNames.entries()) {
    const swatch = palette.children[index];
    inks[name] = swatch === undefined ? 'gray' : getComputedStyle(swatch).color;
  }
  return inks;
}

/** Everything that changes the colours of a page under its feet. */
const themes = ['(prefers-color-scheme: dark)', '(forced-colors: active)', '(prefers-contrast: more)'];

/** Calls `renew` whenever the theme has changed, until the returned function is called. */
export function onThemeChange(renew: () => void): () => void {
  const queries = themes.map((theme) => matchMedia(theme));
  for (const query of queries) query.addEventListener('change', renew);
  return () => {
    for (const query of queries) query.removeEventListener('change', renew);
  };
}
