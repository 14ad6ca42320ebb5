import type { Head, ImageKind, Sniffed } from '../head.ts';
import type { Reader } from './reader.ts';

/** Looks at a whole file, touches only its headers, and never throws. `null`: the signature is not one of mine. */
export type Sniffer = (file: Reader) => Sniffed | null;

const plain = {
  orientation: 1,
  progressive: false,
  alpha: false,
  frames: 1,
  depth: 8,
  colour: 'rgb',
  profile: 'none',
} as const satisfies Partial<Head>;

/** A picture: what the header says, and for the rest an upright, opaque, still 8-bit RGB picture without a profile. */
export function image(head: Pick<Head, 'kind' | 'width' | 'height'> & Partial<Head>): Sniffed {
  return { is: 'image', head: { ...plain, ...head } };
}

export function unsupported(kind: string): Sniffed {
  return { is: 'unsupported', kind };
}

export function notAnImage(found: string): Sniffed {
  return { is: 'not-an-image', found };
}

export function truncated(kind: ImageKind): Sniffed {
  return { is: 'truncated', kind };
}
