/** CSS pixels of one unit (CSS Values 4 section 6.2); an `em` is taken for the usual 16 px. */
const unitPixels: Record<string, number> = {
  '': 1,
  px: 1,
  pt: 96 / 72,
  pc: 16,
  mm: 96 / 25.4,
  cm: 96 / 2.54,
  in: 96,
  em: 16,
  ex: 8,
};

/** Pixels that an SVG asks for: width and height, or what is missing of them from the view box; 0 × 0 if it asks for none. */
export function svgSize(attributes: ReadonlyMap<string, string>): { width: number; height: number } {
  const width = parseLength(attributes.get('width') ?? '');
  const height = parseLength(attributes.get('height') ?? '');
  const box = parseViewBox(attributes.get('viewBox') ?? '');
  if (width > 0 && height > 0) return { width: toPixels(width), height: toPixels(height) };
  if (box === null) return { width: toPixels(width), height: toPixels(height) };
  if (width > 0) return { width: toPixels(width), height: toPixels((width * box.height) / box.width) };
  if (height > 0) return { width: toPixels((height * box.width) / box.height), height: toPixels(height) };
  return { width: toPixels(box.width), height: toPixels(box.height) };
}

/** 0 for what is no absolute length: percentages, `auto`, entities, negative or endless numbers. */
function parseLength(text: string): number {
  const [, number = '', unit = ''] = /^([+\d.e-]+?)(px|pt|pc|mm|cm|in|em|ex)?$/i.exec(text.trim().slice(0, 32)) ?? [];
  const length = Number(number) * (unitPixels[unit.toLowerCase()] ?? Number.NaN);
  return Number.isFinite(length) && length > 0 ? length : 0;
}

function parseViewBox(text: string): { width: number; height: number } | null {
  const [, , width = 0, height = 0] = text
    .trim()
    .slice(0, 256)
    .split(/[\s,]+/)
    .map(Number);
  return width > 0 && height > 0 && Number.isFinite(width * height) ? { width, height } : null;
}

function toPixels(length: number): number {
  return length === 0 ? 0 : Math.max(1, Math.round(length));
}
