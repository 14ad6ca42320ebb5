/** Every number that protects. Each has a reason here and a test beside the code that honours it. */
export interface Limits {
  /** Bytes of one source, decoded, counted while it streams: larger than any photo, smaller than a video or an endless body. */
  sourceBytes: number;
  /** Pixels of a source whose decoder can stream it line by line (baseline JPEG, plain PNG). */
  streamedPixels: number;
  /** Pixels of a source that must be held whole (progressive, interlaced, WebP, AVIF, GIF, …); 4 bytes each have to fit into 2 GiB of wasm. */
  wholePixels: number;
  /**
   * Elements of an SVG that stand within each other; drawings have a few dozen. Of nested `svg`, which take most of
   * resvg's stack, 120 come through, and 270 of `g`: then its engine dies, or is silent until the deadline.
   */
  nesting: number;
  /** Frames of an animation that is kept. */
  frames: number;
  /** Until response headers; a dead host must not hold a slot for long. */
  headersMs: number;
  /** Between two chunks of a body. */
  idleMs: number;
  /** From request to last byte. */
  totalMs: number;
  /** Active time of one image in the engine before its worker is replaced. */
  renderMs: number;
  /** One upload, from request to response. */
  deliverMs: number;
  /** Tries of one stage for one item, the first included. */
  attempts: number;
  /** Longest wait that a `Retry-After` or a back-off can impose. */
  retryWaitMs: number;
  /** Downloads at once from one host: what browsers open over HTTP/1.1, and what is polite. */
  perHost: number;
  /**
   * Bytes that are opened and not yet rendered: the run stops opening above it. What two engines take of 6 MP photos in
   * half a second; for a host that takes longer to answer, it is time that counts and not weight.
   */
  bytesInFlight: number;
  /** Images that are opened and not yet rendered, at most; `read-ahead.ts` finds out how many are worth it. */
  imagesInFlight: number;
}

export const defaultLimits: Limits = {
  sourceBytes: 256 * 2 ** 20,
  streamedPixels: 300_000_000,
  wholePixels: 100_000_000,
  nesting: 100,
  frames: 500,
  headersMs: 20_000,
  idleMs: 15_000,
  totalMs: 180_000,
  renderMs: 30_000,
  deliverMs: 60_000,
  attempts: 4,
  retryWaitMs: 120_000,
  perHost: 6,
  bytesInFlight: 48 * 2 ** 20,
  imagesInFlight: 32,
};
