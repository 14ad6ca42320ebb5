import { expect, test } from 'vitest';
import { type Admission, createAdmission } from '../../src/core/admission.ts';
import type { Clock } from '../../src/core/ports.ts';

/** A clock that stands until it is told the time. */
function createStillClock(): Clock & { set(ms: number): void } {
  let nowMs = 0;
  return {
    now: () => nowMs,
    set(ms) {
      nowMs = ms;
    },
    wait: () => Promise.reject(new Error('nobody waits here')),
    random: () => 0.5,
  };
}

/**
 * Downloads one after the other as fast as they are admitted; each takes what `serviceMs` says for so many at once.
 * Tells how long all took, and the width at the end.
 */
function download(count: number, { most, serviceMs }: { most: number; serviceMs(inFlight: number): number }) {
  const clock = createStillClock();
  const admission = createAdmission({ most, spare: 0 }, clock);
  const ends: { atMs: number; leave(): void }[] = [];
  let begun = 0;
  for (let ended = 0; ended < count; ended++) {
    for (; begun < count && admission.hasRoom(true); begun++) {
      const passage = admission.enter(true);
      ends.push({ atMs: clock.now() + serviceMs(ends.length + 1), leave: () => passage.leave(false) });
    }
    ends.sort((a, b) => b.atMs - a.atMs);
    const next = ends.pop();
    clock.set(next?.atMs ?? 0);
    next?.leave();
  }
  return { tookMs: clock.now(), width: admission.width };
}

test('where hosts are far away, a wider door pays, and is found', () => {
  const far = { serviceMs: () => 500 };
  const fixed = download(3000, { ...far, most: 24 });
  const free = download(3000, { ...far, most: 48 });
  expect(free.width).toBe(48);
  expect(free.tookMs).toBeLessThan(fixed.tookMs * 0.7);
});

test('where the line is full, wider does not pay, and is given up', () => {
  const full = { serviceMs: (inFlight: number) => Math.max(100, (inFlight / 60) * 1000) };
  const fixed = download(6000, { ...full, most: 24 });
  const free = download(6000, { ...full, most: 48 });
  expect(free.width).toBeLessThanOrEqual(30);
  expect(free.tookMs).toBeLessThan(fixed.tookMs * 1.03);
});

test('where more at once is less in sum, little is lost by trying', () => {
  const collapsing = { serviceMs: (inFlight: number) => 300 * Math.max(1, inFlight / 24) ** 2 };
  const fixed = download(6000, { ...collapsing, most: 24 });
  const free = download(6000, { ...collapsing, most: 48 });
  expect(free.tookMs).toBeLessThan(fixed.tookMs * 1.05);
});

test('hosts that worked and fall silent make it narrower, down to a few', () => {
  const clock = createStillClock();
  const admission = createAdmission({ most: 48, spare: 0 }, clock);
  for (let index = 0; index < 2000; index++) {
    const passage = admission.enter(true);
    clock.set(clock.now() + 50);
    passage.leave(index % 5 === 0);
  }
  expect(admission.width).toBe(4);
});

test('dead hosts that never worked say nothing about the line', () => {
  const clock = createStillClock();
  const admission = createAdmission({ most: 24, spare: 48 }, clock);
  for (let index = 0; index < 500; index++) {
    const passage = admission.enter(false);
    clock.set(clock.now() + 50);
    passage.leave(true);
  }
  expect(admission.width).toBe(24);
});

/** Begins as many as there is room for. */
function fill(admission: Admission, isProven: boolean) {
  const passages = [];
  while (admission.hasRoom(isProven)) passages.push(admission.enter(isProven));
  return passages;
}

test('what hears nothing is not counted, until something comes', () => {
  const clock = createStillClock();
  const admission = createAdmission({ most: 4, spare: 6 }, clock);
  const stalled = fill(admission, true);
  expect(stalled).toHaveLength(4);
  expect(admission.nextMs()).toBe(2000);
  clock.set(1999);
  expect(admission.hasRoom(true)).toBe(false);
  clock.set(2000);
  const flowing = fill(admission, true);
  expect(flowing).toHaveLength(4);
  stalled[0]?.heard();
  flowing[0]?.leave(false);
  expect(admission.hasRoom(true)).toBe(false);
  stalled[0]?.leave(false);
  stalled[0]?.leave(false);
  expect(fill(admission, true)).toHaveLength(1);
});

test('a download that trickles is not silent', () => {
  const clock = createStillClock();
  const admission = createAdmission({ most: 1, spare: 1 }, clock);
  const passage = admission.enter(true);
  for (let ms = 0; ms < 10_000; ms += 1500) {
    clock.set(ms);
    passage.heard();
    expect(admission.hasRoom(true)).toBe(false);
  }
  clock.set(clock.now() + 2000);
  expect(admission.hasRoom(true)).toBe(true);
});

test('strangers may have the spare lanes, however many they are; the others are for hosts that answer', () => {
  const clock = createStillClock();
  const admission = createAdmission({ most: 4, spare: 6 }, clock);
  let strangers = 0;
  for (let ms = 0; ms < 20_000; ms += 2000) {
    clock.set(ms);
    strangers += fill(admission, false).length;
  }
  expect(strangers).toBe(6);
  expect(fill(admission, true)).toHaveLength(4);
});
