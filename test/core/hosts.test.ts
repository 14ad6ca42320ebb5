import { expect, test } from 'vitest';
import type { Failure } from '../../src/core/failure.ts';
import { createHosts } from '../../src/core/hosts.ts';
import { defaultLimits } from '../../src/core/limits.ts';

const silence: Failure = { code: 'timed-out', stage: 'headers', afterMs: 20_000 };
const busy: Failure = { code: 'http', status: 429, retryAfterMs: null };
const missing: Failure = { code: 'http', status: 404, retryAfterMs: null };

function createStand() {
  let nowMs = 0;
  const clock = { now: () => nowMs, wait: async () => {}, random: () => 0.5 };
  const hosts = createHosts(defaultLimits, clock);
  return {
    hosts,
    host: hosts.get('a.example'),
    pass(ms: number) {
      nowMs += ms;
    },
  };
}

test('a host begins with two, earns one more by each success, and has six at most', () => {
  const { hosts, host } = createStand();
  const allowed = [host.allowed];
  for (let index = 0; index < 6; index++) {
    hosts.answered(host);
    allowed.push(host.allowed);
  }
  expect(allowed).toEqual([2, 3, 4, 5, 6, 6, 6]);
});

test('silence halves its share, down to one', () => {
  const { hosts, host } = createStand();
  for (let index = 0; index < 4; index++) hosts.answered(host);
  const allowed = [0, 1, 2, 3].map(() => {
    hosts.troubled(host, silence, 0);
    return host.allowed;
  });
  expect(allowed).toEqual([3, 1, 1, 1]);
});

test('"too many" stops it for as long as it asks; then one probe, and more with each success', () => {
  const { hosts, host, pass } = createStand();
  for (let index = 0; index < 4; index++) hosts.answered(host);
  hosts.troubled(host, busy, 30_000);
  pass(29_999);
  expect(hosts.mayStart(host)).toBe(false);
  pass(1);
  expect(hosts.mayStart(host)).toBe(true);
  host.inFlight = 1;
  expect(hosts.mayStart(host)).toBe(false);
  hosts.answered(host);
  expect(host.allowed).toBe(2);
});

test('a pause is never shortened by a later, lesser one', () => {
  const { hosts, host } = createStand();
  hosts.troubled(host, busy, 30_000);
  hosts.troubled(host, busy, 1_000);
  expect(host.pausedUntilMs).toBe(30_000);
});

test('a 404 is an answer: it proves the host, and costs it nothing', () => {
  const { hosts, host } = createStand();
  expect(hosts.isProven(host)).toBe(false);
  hosts.troubled(host, missing, 0);
  expect([hosts.isProven(host), host.allowed]).toEqual([true, 2]);
  hosts.troubled(host, silence, 0);
  expect(hosts.isProven(host)).toBe(false);
});

test('down is who was asked eight times and never said a word', () => {
  const { hosts, host } = createStand();
  for (let index = 0; index < 7; index++) hosts.troubled(host, silence, 0);
  expect(hosts.isDown(host)).toBe(false);
  hosts.troubled(host, silence, 0);
  expect(hosts.isDown(host)).toBe(true);
  hosts.answered(host);
  for (let index = 0; index < 20; index++) hosts.troubled(host, silence, 0);
  expect(hosts.isDown(host)).toBe(false);
});

test('slow is who lets us wait, until it no longer does', () => {
  const { hosts, host } = createStand();
  hosts.heard(host, 200);
  expect(hosts.isSlow(host)).toBe(false);
  hosts.troubled(host, silence, 0);
  expect(hosts.isSlow(host)).toBe(true);
  for (let index = 0; index < 5; index++) hosts.heard(host, 200);
  expect(hosts.isSlow(host)).toBe(false);
});
