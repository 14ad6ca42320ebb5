/** How numbers are written for people, in one language. */
export interface Quantities {
  count(value: number): string;
  bytes(byteLength: number): string;
  /** Up to days; whole units, two at most. */
  duration(ms: number): string;
  /** One decimal below ten, none above. */
  rate(perSecond: number): string;
  plural(value: number, one: string, other: string): string;
}

const byteUnits = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

/** Decimal units (1 kB = 1000 bytes), as every desktop but one shows file sizes. */
function toByteUnit(byteLength: number): { value: number; unit: (typeof byteUnits)[number] } {
  let value = byteLength;
  let step = 0;
  while (value >= 999.5 && step < byteUnits.length - 1) {
    value /= 1000;
    step += 1;
  }
  return { value, unit: byteUnits[step] ?? 'byte' };
}

/** @param language BCP 47 tag. */
export function createQuantities(language: string): Quantities {
  const whole = new Intl.NumberFormat(language, { maximumFractionDigits: 0 });
  const tenths = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
  const rules = new Intl.PluralRules(language);
  const unit = createUnits(language);

  return {
    count: (value) => whole.format(value),
    bytes(byteLength) {
      const { value, unit: name } = toByteUnit(byteLength);
      return unit(value, name, name !== 'byte' && value < 10 ? 1 : 0);
    },
    duration(ms) {
      const seconds = Math.max(0, Math.round(ms / 1000));
      if (seconds < 60) return unit(seconds, 'second');
      if (seconds < 3600) return `${unit(Math.floor(seconds / 60), 'minute')} ${unit(seconds % 60, 'second')}`;
      return `${unit(Math.floor(seconds / 3600), 'hour')} ${unit(Math.floor((seconds % 3600) / 60), 'minute')}`;
    },
    rate: (perSecond) => (perSecond < 10 ? tenths : whole).format(perSecond),
    plural: (value, one, other) => (rules.select(value) === 'one' ? one : other),
  };
}

/** Numbers with their unit. Formatters are kept: making one takes longer than drawing the row that needs it. */
function createUnits(language: string): (value: number, unit: string, digits?: number) => string {
  const known = new Map<string, Intl.NumberFormat>();
  return (value, unit, digits = 0) => {
    const key = `${unit} ${digits}`;
    const format =
      known.get(key) ??
      new Intl.NumberFormat(language, {
        style: 'unit',
        unit,
        // The short form of bytes is `999 byte`.
        unitDisplay: unit === 'byte' ? 'long' : 'short',
        maximumFractionDigits: digits,
      });
    known.set(key, format);
    return format.format(value);
  };
}
