export type FormatId = 'jpeg' | 'png' | 'webp' | 'avif' | 'gif';

/** One kind of picture that can be made. Everything that is particular to it stands in its own file. */
export interface OutputFormat {
  id: FormatId;
  label: string;
  mime: string;
  /** Without the dot. */
  extension: string;
  /** Whether transparency survives; where it does not, it is flattened on the recipe's background. */
  alpha: boolean;
  /** Whether several frames can be kept. */
  animation: boolean;
  /** Scale 1–100, higher is better; `null` where the format has no lossy quality. */
  quality: { defaultValue: number } | null;
  /** libvips saver: the suffix that selects it and its options (names as in libvips). */
  saver: { suffix: string; options: (quality: number) => Record<string, string | number | boolean> };
}
