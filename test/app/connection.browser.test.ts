import { afterEach, expect, test } from 'vitest';
import { createConnection } from '../../src/app/connection.ts';
import { type Failure, fail, ok, type Result } from '../../src/core/failure.ts';
import type { Clock } from '../../src/core/ports.ts';

/** Time passes as fast as it is waited for. */
function createHastyClock(): Clock {
  let nowMs = 0;
  return {
    now: () => nowMs,
    async wait(ms) {
      nowMs += ms;
    },
    random: () => 0,
  };
}

function setOnline(online: boolean): void {
  Object.defineProperty(navigator, 'onLine', { configurable: true, value: online });
  dispatchEvent(new Event(online ? 'online' : 'offline'));
}

afterEach(() => setOnline(true));

const gone: Failure = { code: 'unreadable', host: 'example.org' };
const missing: Failure = { code: 'http', status: 404, retryAfterMs: null };
const never = new AbortController().signal;

/** Gives these results one after the other, and counts. */
function createAttempt(results: readonly (() => Result<string>)[]) {
  let tries = 0;
  const attempt = async () => {
    tries += 1;
    return results[tries - 1]?.() ?? ok('done');
  };
  return { attempt, tries: () => tries };
}

test('while the connection is up a failure is a failure', async () => {
  const connection = createConnection(createHastyClock());
  const { attempt, tries } = createAttempt([() => fail(gone)]);
  expect(await connection.patiently(never, attempt)).toEqual(fail(gone));
  expect(tries()).toBe(1);
});

test('what fails because it is lost is tried again when it is back', async () => {
  const connection = createConnection(createHastyClock());
  const changes: boolean[] = [];
  connection.onChange((up) => changes.push(up));
  const lose = () => {
    // Back after the attempt has failed, and been waited for.
    setTimeout(() => setOnline(true), 20);
    setOnline(false);
    return fail(gone);
  };
  const { attempt, tries } = createAttempt([lose]);
  expect(await connection.patiently(never, attempt)).toEqual(ok('done'));
  expect(tries()).toBe(2);
  expect(changes).toEqual([false, true]);
});

test('for some seconds after it is back, failures are not believed; then they are', async () => {
  const clock = createHastyClock();
  const connection = createConnection(clock);
  setOnline(false);
  setOnline(true);
  let tries = 0;
  const result = await connection.patiently(never, async () => {
    tries += 1;
    return fail(gone);
  });
  expect(result).toEqual(fail(gone));
  expect(tries).toBeGreaterThan(2);
  expect(clock.now()).toBeLessThan(10_000);
});

test('an answer is an answer, whatever the connection does', async () => {
  const connection = createConnection(createHastyClock());
  const answer = () => {
    setOnline(false);
    return fail(missing);
  };
  const { attempt } = createAttempt([answer]);
  expect(await connection.patiently(never, attempt)).toEqual(fail(missing));
});

test('nothing is begun while it is lost, and who gives up is let go', async () => {
  const connection = createConnection(createHastyClock());
  setOnline(false);
  const giveUp = new AbortController();
  const { attempt, tries } = createAttempt([() => fail(gone)]);
  const result = connection.patiently(giveUp.signal, attempt);
  await Promise.resolve();
  expect(tries()).toBe(0);
  giveUp.abort();
  expect(await result).toEqual(fail(gone));
  expect(connection.up).toBe(false);
});
