import { crc32 } from './crc32.ts';
import type { Failure } from './failure.ts';
import type { Head } from './head.ts';

/** Notices pictures that stand in for a picture: counting pixels, and "image not available" at many addresses. */
export interface PlaceholderGuard {
  /** What came from `url`, whose header is `head`; the failure that names why it is no picture of what was asked for. */
  judge(url: string, head: Pick<Head, 'width' | 'height'>, bytes: Uint8Array): Failure | null;
}

/** Up to this width and height in pixels a picture shows nothing: it counts visitors or keeps a space. */
const dotPixels = 2;

/**
 * Addresses that may give the same picture without suspicion. A product has its photo in a few places, with and without
 * `www`, at two sizes of a host that has but one; what stands at a fifth stands for all that is missing.
 */
const sameLimit = 4;

/** Larger ones are not compared: nobody sends a quarter of a megabyte to say that there is nothing. */
const comparedBytes = 256 * 1024;

/**
 * A guard for one go of a run. The first four of equal pictures pass, because nothing tells them from good ones yet;
 * every later one is a placeholder, with the first address as evidence. An address asked twice counts once. Length and
 * CRC-32 are compared: five different pictures of a list that agree in both do not happen.
 */
export function createPlaceholderGuard(): PlaceholderGuard {
  const addresses = new Map<string, Set<string>>();

  const judgeRepetition = (url: string, bytes: Uint8Array): Failure | null => {
    const key = `${bytes.byteLength} ${crc32(bytes)}`;
    const known = addresses.get(key) ?? new Set();
    addresses.set(key, known);
    if (known.has(url)) return null;
    if (known.size < sameLimit) {
      known.add(url);
      return null;
    }
    const [first] = known;
    return { code: 'placeholder', evidence: { kind: 'repeated', addresses: sameLimit, first: first ?? url } };
  };

  return {
    judge(url, { width, height }, bytes) {
      if (width > 0 && height > 0 && width <= dotPixels && height <= dotPixels) {
        return { code: 'placeholder', evidence: { kind: 'dot', width, height } };
      }
      return bytes.byteLength <= comparedBytes ? judgeRepetition(url, bytes) : null;
    },
  };
}
