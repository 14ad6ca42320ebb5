import { joinBytes } from '../core/join-bytes.ts';

/** Bits that a step turns its sum by (RFC 1321, 3.4): four for each of the four rounds. */
const turns = Uint8Array.of(7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21);

/** The RFC's table T: the first 32 bits of |sin(1)|, |sin(2)|, … */
const sines = Int32Array.from({ length: 64 }, (_, step) => Math.floor(Math.abs(Math.sin(step + 1)) * 2 ** 32));

/**
 * MD5 in lower-case hex (RFC 1321). Web Crypto does not have it, for good reason; here it only tells what was stored
 * from what was sent, because it is what object stores give as an ETag.
 */
export function md5(bytes: Uint8Array): string {
  const padded = pad(bytes);
  const words = new Int32Array(padded.buffer);
  const sum = Int32Array.of(0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476);
  for (let block = 0; block < words.length; block += 16) addBlock(sum, words, block);
  return Array.from(new Uint8Array(sum.buffer), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** A one bit, zeros, and the length in bits, up to whole blocks of 64 bytes. */
function pad(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const zeros = (119 - (bytes.length % 64)) % 64;
  const padded = joinBytes([bytes, Uint8Array.of(0x80), new Uint8Array(zeros + 8)]);
  const view = new DataView(padded.buffer);
  view.setUint32(padded.length - 8, (bytes.length * 8) % 2 ** 32, true);
  view.setUint32(padded.length - 4, Math.floor((bytes.length * 8) / 2 ** 32), true);
  return padded;
}

function addBlock(sum: Int32Array, words: Int32Array, block: number): void {
  let a = sum[0] as number;
  let b = sum[1] as number;
  let c = sum[2] as number;
  let d = sum[3] as number;
  for (let step = 0; step < 64; step += 1) {
    const round = step >> 4;
    const word = words[block + wordOf(round, step)] as number;
    const mixed = (mix(round, b, c, d) + a + (sines[step] as number) + word) | 0;
    const turn = turns[round * 4 + (step & 3)] as number;
    a = d;
    d = c;
    c = b;
    b = (b + ((mixed << turn) | (mixed >>> (32 - turn)))) | 0;
  }
  sum[0] = (sum[0] as number) + a;
  sum[1] = (sum[1] as number) + b;
  sum[2] = (sum[2] as number) + c;
  sum[3] = (sum[3] as number) + d;
}

function mix(round: number, b: number, c: number, d: number): number {
  if (round === 0) return (b & c) | (~b & d);
  if (round === 1) return (b & d) | (c & ~d);
  if (round === 2) return b ^ c ^ d;
  return c ^ (b | ~d);
}

/** Which of the block's 16 words a step takes. */
function wordOf(round: number, step: number): number {
  if (round === 0) return step;
  if (round === 1) return (5 * step + 1) & 15;
  if (round === 2) return (3 * step + 5) & 15;
  return (7 * step) & 15;
}
