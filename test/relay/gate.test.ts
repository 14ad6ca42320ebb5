import { expect, test } from 'vitest';
import { createGate, type Gate } from '../../src/relay/gate.ts';
import { until } from './stand.ts';

const limits = { concurrent: 3, perHost: 2, queued: 2, queueMs: 10_000 };
const busy = { ok: false, failure: { code: 'http', status: 503, retryAfterMs: 1_000 } };
const never = new AbortController().signal;

async function enter(gate: Gate, host: string) {
  const entered = await gate.enter(host, never);
  if (!entered.ok) throw new Error('expected to be let in');
  return entered.value;
}

test('a host has its share, the others what is left of the total', async () => {
  const gate = createGate(limits);
  await enter(gate, 'a');
  const leave = await enter(gate, 'a');
  const order: string[] = [];
  const third = gate.enter('a', never).then(() => order.push('a'));
  await enter(gate, 'b');
  const other = gate.enter('c', never).then(() => order.push('c'));
  leave();
  await third;
  expect(order).toEqual(['a']);
  void other;
});

test('whoever waits for a full host is passed over', async () => {
  const gate = createGate({ ...limits, perHost: 1, concurrent: 2 });
  await enter(gate, 'a');
  const leave = await enter(gate, 'b');
  const order: string[] = [];
  void gate.enter('a', never).then(() => order.push('a'));
  const other = gate.enter('c', never).then(() => order.push('c'));
  leave();
  await other;
  expect(order).toEqual(['c']);
});

test('leaving twice frees one place', async () => {
  const gate = createGate({ ...limits, queued: 0 });
  const leave = await enter(gate, 'a');
  await enter(gate, 'a');
  leave();
  leave();
  await enter(gate, 'a');
  expect(await gate.enter('a', never)).toEqual(busy);
});

test('a full queue answers at once: later', async () => {
  const gate = createGate({ ...limits, concurrent: 1 });
  await enter(gate, 'a');
  void gate.enter('b', never);
  void gate.enter('c', never);
  expect(await gate.enter('d', never)).toEqual(busy);
});

test('patience has an end, and an end to waiting leaves no trace', async () => {
  const gate = createGate({ ...limits, concurrent: 1, queued: 1, queueMs: 10 });
  const leave = await enter(gate, 'a');
  expect(await gate.enter('b', never)).toEqual(busy);
  const gone = new AbortController();
  const waiting = gate.enter('b', gone.signal);
  gone.abort();
  expect(await waiting).toEqual(busy);
  expect(await gate.enter('b', gone.signal)).toEqual(busy);
  leave();
  let isIn = false;
  void gate.enter('c', never).then(({ ok }) => {
    isIn = ok;
  });
  await until(() => isIn);
});
