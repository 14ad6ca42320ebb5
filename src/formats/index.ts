import { avif } from './avif.ts';
import type { FormatId, OutputFormat } from './format.ts';
import { gif } from './gif.ts';
import { jpeg } from './jpeg.ts';
import { png } from './png.ts';
import { webp } from './webp.ts';

export type { FormatId, OutputFormat } from './format.ts';

/** Every format that can be made, in the order in which the page offers them. A new one is one file and one line here. */
export const formats: Record<FormatId, OutputFormat> = { jpeg, png, webp, avif, gif };
