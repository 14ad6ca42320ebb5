import { defaultLimits, type Limits } from '../../src/core/limits.ts';
import { defaultRelayLimits, type RelayLimits } from '../../src/relay/limits.ts';

/**
 * A soak waits for hundreds of stalls and swallows hundreds of bombs; at the product's own limits it would be about
 * nothing else. Times of page and relay are halved, so that who gives up before whom stays the same.
 */
const share = 2;

/** 32 MB instead of 256: several endless bodies at once are common here, and one such list in life has one. */
const sourceBytes = 32 * 2 ** 20;

export const soakLimits: Limits = {
  ...defaultLimits,
  sourceBytes,
  headersMs: defaultLimits.headersMs / share,
  idleMs: defaultLimits.idleMs / share,
  totalMs: defaultLimits.totalMs / share,
  retryWaitMs: defaultLimits.retryWaitMs / share,
};

export const soakRelayLimits: RelayLimits = {
  ...defaultRelayLimits,
  bodyBytes: sourceBytes + (defaultRelayLimits.bodyBytes - defaultLimits.sourceBytes),
  headersMs: defaultRelayLimits.headersMs / share,
  queryMs: defaultRelayLimits.queryMs / share,
  idleMs: defaultRelayLimits.idleMs / share,
  totalMs: defaultRelayLimits.totalMs / share,
  queueMs: defaultRelayLimits.queueMs / share,
};
