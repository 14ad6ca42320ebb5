import type { IncomingMessage } from 'node:http';
import { type Answer, fail, ok } from './answer.ts';
import type { Errand } from './errand.ts';
import type { Gate } from './gate.ts';
import type { RelayLimits } from './limits.ts';
import { parseRetryAfter } from './retry-after.ts';
import { locate, parseTarget, type TargetRules } from './target.ts';
import type { Ask } from './upstream.ts';

export interface OpenMeans {
  rules: TargetRules;
  gate: Gate;
  ask: Ask;
  limits: RelayLimits;
}

/**
 * Follows a URL to its final response, by hand: every hop is parsed, looked up, checked and queued like the first.
 * The caller reads the body; connection and place at the gate are given back when the errand ends.
 */
export async function open(text: string, means: OpenMeans, errand: Errand): Promise<Answer<IncomingMessage>> {
  let base: URL | null = null;
  let next = text;
  for (let followed = 0; ; followed++) {
    const parsed = parseTarget(next, base, means.limits.urlBytes);
    if (!parsed.ok) return parsed;
    const url = parsed.value;
    if (followed > means.limits.redirects) return fail({ code: 'too-many-redirects', host: url.host });
    const hop = await takeHop(url, means, errand);
    if (!hop.ok) return hop;
    if (hop.value.location === null) return judgeStatus(hop.value.response);
    base = url;
    next = hop.value.location;
  }
}

/** `location` is set if the host sends on; its connection and its place are free again by then. */
async function takeHop(url: URL, { gate, ask, rules }: OpenMeans, errand: Errand) {
  // Waiting for our own queue is not the host's delay.
  errand.relax();
  const entered = await gate.enter(url.host, errand.signal);
  if (!entered.ok) return entered;
  const leave = entered.value;
  errand.atEnd(leave);
  errand.expect('headers');
  const target = await locate(url, rules, errand.signal);
  if (!target.ok) return target;
  const answer = await ask(target.value, errand);
  if (!answer.ok) return answer;
  const response = answer.value;
  const location = isRedirect(response) ? (response.headers.location ?? null) : null;
  if (location !== null) {
    response.destroy();
    leave();
  }
  return ok({ response, location });
}

function isRedirect({ statusCode = 0 }: IncomingMessage): boolean {
  return [301, 302, 303, 307, 308].includes(statusCode);
}

function judgeStatus(response: IncomingMessage): Answer<IncomingMessage> {
  const status = response.statusCode ?? 0;
  if (status >= 200 && status < 300) return ok(response);
  return fail({ code: 'http', status, retryAfterMs: parseRetryAfter(response.headers['retry-after'], Date.now()) });
}
