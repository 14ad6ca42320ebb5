/** Every number that protects the relay, its machine and the hosts it asks. Times in ms, sizes in bytes. */
export interface RelayLimits {
  /**
   * Of one body, decoded. Above the page's own limit, so that the page is the one who says "too many bytes"; by more than
   * what may be on its way to the page when we hang up, because that is lost, and the page would take the body for cut.
   */
  bodyBytes: number;
  /** Of a target URL; longer ones are data, not addresses. */
  urlBytes: number;
  /** Of a body's beginning that may be looked at before it is called no image; only SVG needs so many. */
  headBytes: number;
  /** From leaving the queue to the final response's headers: names, connections, TLS and redirects included. */
  headersMs: number;
  /** Of one question to a name server; asked three times, for twice as long each time, it stays within `headersMs`: then the reason is told. */
  queryMs: number;
  /** Between two chunks of a body. Longer than the page's own, like `totalMs`: then it is the page who names the stall. */
  idleMs: number;
  /** From arrival to last byte, whatever happens. */
  totalMs: number;
  /** In the queue. With `headersMs` it stays within the page's wait for headers, so that the page hears the reason. */
  queueMs: number;
  /** Redirects followed for one request: browsers allow 20, pictures need 2. */
  redirects: number;
  /** Requests upstream at once. More than `perHost` × a handful of stalled hosts: those must not stop the others. */
  concurrent: number;
  /** Requests upstream at once to one host. Below the 6 connections that a browser opens to us: one host cannot have all. */
  perHost: number;
  /** Requests that wait for their turn; above it the answer is 503, because a longer queue only serves timeouts. */
  queued: number;
}

export const defaultRelayLimits: RelayLimits = {
  bodyBytes: 288 * 2 ** 20,
  urlBytes: 8192,
  headBytes: 4096,
  headersMs: 12_000,
  queryMs: 1_000,
  idleMs: 20_000,
  totalMs: 200_000,
  queueMs: 8_000,
  redirects: 5,
  concurrent: 96,
  perHost: 4,
  queued: 512,
};
