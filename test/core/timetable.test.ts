import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createFifo } from '../../src/core/fifo.ts';
import { createTimetable } from '../../src/core/timetable.ts';

test('whatever the order of adding, things come out in the order of their times, and none before', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(1000)), fc.nat(1000), (times, nowMs) => {
      const timetable = createTimetable<{ atMs: number }>();
      for (const atMs of times) timetable.add(atMs, { atMs });
      expect(timetable.nextMs()).toBe(times.length === 0 ? Number.POSITIVE_INFINITY : Math.min(...times));
      const taken: number[] = [];
      for (let due = timetable.takeDue(nowMs); due !== null; due = timetable.takeDue(nowMs)) taken.push(due.atMs);
      expect(taken).toEqual(times.filter((atMs) => atMs <= nowMs).sort((a, b) => a - b));
    }),
  );
});

test('a queue gives back what it was given, in order, however pushes and shifts mix', () => {
  fc.assert(
    fc.property(fc.array(fc.boolean(), { maxLength: 300 }), (steps) => {
      const fifo = createFifo<{ index: number }>();
      const model: number[] = [];
      for (const [index, isPush] of steps.entries()) {
        if (isPush) {
          fifo.push({ index });
          model.push(index);
        } else expect(fifo.shift()?.index).toBe(model.shift());
        expect(fifo.length).toBe(model.length);
      }
    }),
  );
});
