import type { Failure } from './failure.ts';
import type { Limits } from './limits.ts';

/**
 * How long to wait before the next try, in milliseconds, or `null` when another try would end the same way.
 * `attempt` counts the tries already made, from 1. Exponential back-off with full jitter
 * (https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/): many items of one host must not return
 * in step. `Retry-After` is honoured, but never beyond the limit: a host cannot park a run for a year.
 */
export function retryDelayMs(failure: Failure, attempt: number, limits: Limits, random: number): number | null {
  if (attempt >= Math.min(limits.attempts, triesFor(failure))) return null;
  const backOffMs = baseMs * 2 ** (attempt - 1) * (0.5 + random / 2);
  const askedMs = 'retryAfterMs' in failure ? (failure.retryAfterMs ?? 0) : 0;
  return Math.min(Math.max(backOffMs, askedMs), limits.retryWaitMs);
}

const baseMs = 500;

/** The most tries that make sense for a failure of this kind, the first included. */
function triesFor(failure: Failure): number {
  switch (failure.code) {
    case 'http':
    case 'upload-http':
      return isTransientStatus(failure.status) ? Number.POSITIVE_INFINITY : 1;
    case 'unreachable':
      // A name that does not exist rarely comes into existence; a resolver hiccup (EAI_AGAIN) has its own code.
      return failure.reason === 'ENOTFOUND' ? 2 : Number.POSITIVE_INFINITY;
    case 'upload-unreachable':
      return Number.POSITIVE_INFINITY;
    // A host that stalls once often stalls always, and each try costs the whole time limit.
    case 'timed-out':
      return failure.stage === 'render' ? 1 : 2;
    // The connection may have been cut: one fetch more tells a broken download from a broken file.
    case 'truncated':
    case 'unreadable':
    case 'upload-mismatch':
      return 2;
    default:
      return 1;
  }
}

/** Statuses that ask to come back: request timeout, too early, too many requests, and trouble on the server's side. */
export function isTransientStatus(status: number): boolean {
  return status === 408 || status === 425 || status === 429 || (status >= 500 && status !== 501 && status !== 505);
}

/**
 * `Retry-After` in milliseconds from now: seconds or an HTTP date (RFC 9110, 10.2.3); `null` for anything else.
 * `nowMs` since the epoch, because the date is one of the calendar.
 */
export function parseRetryAfter(text: string | null, nowMs: number): number | null {
  if (text === null || text.trim() === '') return null;
  const seconds = Number(text);
  const ms = Number.isNaN(seconds) ? Date.parse(text) - nowMs : seconds * 1000;
  return Number.isFinite(ms) && ms >= 0 ? ms : null;
}
