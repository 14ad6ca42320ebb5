/** Colours of the chart, by the name of their custom property in the stylesheet, less its dashes. */
export const inkNames = [
  ...(['ink', 'ink-soft', 'line', 'well', 'on-work'] as const),
  ...(['open', 'render', 'deliver', 'failed', 'cancelled', 'faint'] as const),
] as const;

export type InkName = (typeof inkNames)[number];

export interface Ink {
  /** As a canvas is told. */
  css: string;
  /** Each 0–255. */
  rgb: readonly [red: number, green: number, blue: number];
}

export type Inks = Record<InkName, Ink>;

/**
 * A canvas knows no custom properties, and `light-dark()` is resolved only where it is used: so one element bears each
 * colour as its own, and is asked for it.
 */
export function readInks(palette: HTMLElement): Inks {
  return toInks((_, index) => getComputedStyle(palette.children[index] ?? palette).color);
}

/** Inks of these colours, in any notation of CSS. */
export function toInks(colourOf: (name: InkName, index: number) => string): Inks {
  const canvas = document.createElement('canvas');
  canvas.width = 1;
  canvas.height = 1;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  const entries = inkNames.map((name, index): [InkName, Ink] => {
    const css = colourOf(name, index);
    if (context === null) return [name, { css, rgb: [128, 128, 128] }];
    context.fillStyle = css;
    context.fillRect(0, 0, 1, 1);
    const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data;
    return [name, { css, rgb: [red, green, blue] }];
  });
  return Object.fromEntries(entries) as Inks;
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
