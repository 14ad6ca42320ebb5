/** One measured place of a line. */
export interface Point {
  x: number;
  /** The median, and between what the rounds lay. */
  y: number;
  lowest: number;
  highest: number;
}

export interface Series {
  name: string;
  tone: 'own' | 'other';
  /** From left to right. */
  points: readonly Point[];
}

export interface Panel {
  /** What is up, and what is to the right. */
  title: string;
  across: string;
  /** Two. */
  series: readonly Series[];
}

export interface Chart {
  title: string;
  /** One line below the panels: where this was measured, and how. */
  note: string;
  panels: readonly Panel[];
}

/** User units, which are pixels at full width. */
const panel = { width: 320, height: 272, left: 40, right: 72, top: 40, bottom: 48 };
const gutter = 8;
const edge = 16;
const noteHeight = 34;
const plot = {
  width: panel.width - panel.left - panel.right,
  height: panel.height - panel.top - panel.bottom,
};
/** Between the baselines of two labels. */
const labelGap = 16;

/** The page's own paper, ink and pencil, as `src/ui/tokens.css` has them; each pair of text and ground has 4.5 : 1. */
const style = `
    .paper { fill: #fdfcfa; stroke: #ddd8d0 }
    .grid { stroke: #e6e2db }
    .axis { stroke: #a49c91 }
    text { font: 12px system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif; fill: #5d564d }
    .title { font-size: 14px; font-weight: 640; fill: #211d17 }
    .line { fill: none; stroke-width: 2.25; stroke-linejoin: round; stroke-linecap: round }
    .range { stroke-width: 5; stroke-linecap: round; opacity: .28 }
    .label { font-weight: 640 }
    .own { stroke: #2c49c8 } .own-fill { fill: #2c49c8 }
    .other { stroke: #9a5a16 } .other-fill { fill: #9a5a16 } .hollow { fill: #fdfcfa; stroke-width: 2 }
    @media (prefers-color-scheme: dark) {
      .paper, .hollow { fill: #1f1d1a } .paper { stroke: #3c3832 }
      .grid { stroke: #34302b } .axis { stroke: #7d756a }
      text { fill: #b8b0a4 } .title { fill: #f0ece4 }
      .own { stroke: #93abff } .own-fill { fill: #93abff }
      .other { stroke: #e3a863 } .other-fill { fill: #e3a863 }
    }`;

/**
 * A drawing that stands by itself: on a ground of its own that follows the reader's theme, with axes that begin at zero,
 * lines named where they end, and all its numbers in words for who does not see it.
 */
export function toSvg({ title, note, panels }: Chart): string {
  const width = 2 * edge + panels.length * panel.width + (panels.length - 1) * gutter;
  const height = 2 * edge + panel.height + noteHeight;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="title desc">`,
    `  <title id="title">${escapeXml(title)}</title>`,
    `  <desc id="desc">${escapeXml([...panels.map(toSentences), note].join(' '))}</desc>`,
    `  <style>${style}\n  </style>`,
    `  <rect class="paper" x=".5" y=".5" width="${width - 1}" height="${height - 1}" rx="9"/>`,
    ...panels.map((one, index) => toGroup(one, edge + index * (panel.width + gutter))),
    `  <text x="${edge + 8}" y="${height - edge - 4}">${escapeXml(note)}</text>`,
    '</svg>',
    '',
  ].join('\n');
}

function toSentences({ title, across, series }: Panel): string {
  const lines = series.map(
    ({ name, points }) => `${name} ${points.map(({ x, y }) => `${toShort(y)} at ${x}`).join(', ')}`,
  );
  return `${title}, by ${across}: ${lines.join('; ')}.`;
}

function toGroup({ title, across, series }: Panel, left: number): string {
  const points = series.flatMap((one) => one.points);
  const ticks = toTicks(Math.max(...points.map(({ highest }) => highest)));
  const most = { x: Math.max(...points.map(({ x }) => x)), y: ticks.at(-1) ?? 1 };
  const x = (value: number) => round(panel.left + (value / most.x) * plot.width);
  const y = (value: number) => round(panel.top + plot.height - (value / most.y) * plot.height);
  const bottom = panel.top + plot.height;
  return [
    `  <g transform="translate(${left} ${edge})">`,
    `    <text class="title" x="8" y="16">${escapeXml(title)}</text>`,
    ...ticks.flatMap((tick) => [
      `    <path class="${tick === 0 ? 'axis' : 'grid'}" d="M${panel.left} ${y(tick)}H${panel.width - panel.right}"/>`,
      `    <text x="${panel.left - 8}" y="${y(tick) + 4}" text-anchor="end">${toShort(tick)}</text>`,
    ]),
    ...toReadableTicks(points, most.x).map(
      (value) => `    <text x="${x(value)}" y="${bottom + 18}" text-anchor="middle">${toShort(value)}</text>`,
    ),
    `    <text x="${panel.left + plot.width / 2}" y="${bottom + 38}" text-anchor="middle">${escapeXml(across)}</text>`,
    // Ours on top.
    ...series.toReversed().flatMap((one) => toLine(one, x, y)),
    ...toLabels(series, x, y),
    '  </g>',
  ].join('\n');
}

type Scale = (value: number) => number;

function toLine({ tone, points }: Series, x: Scale, y: Scale): string[] {
  const path = points.map((point, index) => `${index === 0 ? 'M' : 'L'}${x(point.x)} ${y(point.y)}`).join('');
  const mark = tone === 'own' ? 'own own-fill' : 'other hollow';
  return [
    ...points.map(
      (point) => `    <path class="range ${tone}" d="M${x(point.x)} ${y(point.highest)}V${y(point.lowest)}"/>`,
    ),
    `    <path class="line ${tone}" d="${path}"/>`,
    ...points.map((point) => `    <circle class="${mark}" cx="${x(point.x)}" cy="${y(point.y)}" r="3.5"/>`),
  ];
}

/** To the right of where each line ends, moved apart where they would touch. */
function toLabels(series: readonly Series[], x: Scale, y: Scale): string[] {
  const ends = series
    .flatMap(({ name, tone, points }) => {
      const last = points.at(-1);
      return last === undefined ? [] : [{ name, tone, x: x(last.x) + 10, y: y(last.y) + 4 }];
    })
    .sort((a, b) => a.y - b.y);
  const [upper, lower] = ends;
  if (upper !== undefined && lower !== undefined) {
    const shift = Math.max(0, labelGap - (lower.y - upper.y)) / 2;
    upper.y = round(upper.y - shift);
    lower.y = round(lower.y + shift);
  }
  return ends.map(
    (end) => `    <text class="label ${end.tone}-fill" x="${end.x}" y="${end.y}">${escapeXml(end.name)}</text>`,
  );
}

/** From zero in three to six round steps to above `most`. */
function toTicks(most: number): number[] {
  const rough = most / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 2.5, 5, 10].find((factor) => factor * power >= rough) ?? 10) * power;
  return Array.from({ length: Math.ceil(most / step) + 1 }, (_, index) => index * step);
}

/** Where something was measured, left out where two numbers would touch. */
function toReadableTicks(points: readonly Point[], most: number): number[] {
  const values = [0, ...new Set(points.map(({ x }) => x))].sort((a, b) => b - a);
  const kept: number[] = [];
  for (const value of values) {
    const before = kept.at(-1);
    if (before === undefined || ((before - value) / most) * plot.width >= 24) kept.push(value);
  }
  return kept;
}

function toShort(value: number): string {
  return String(Number(value.toPrecision(3)));
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
