import { expect, test } from 'vitest';
import type { Execution } from '../../src/app/execution.ts';
import { createMeter } from '../../src/app/meter.ts';
import { createRunViews } from '../../src/app/run-view.ts';
import type { Phase } from '../../src/app/view.ts';
import { createBoard } from '../../src/core/board.ts';
import { pipelinedSchedule } from '../../src/core/schedule.ts';

test('while a run is on it is looked at ten times a second; what it has come to is told at once', () => {
  let phase: Phase = 'running';
  const board = createBoard(3, new Map());
  const execution = {
    ...{ board, meter: createMeter(), shelf: { id: 'a' }, origins: { admission: { width: 4 } } },
    phase: () => phase,
    elapsedMs: () => 0,
  } as unknown as Execution;
  let hostLooks = 0;
  const hosts = () => {
    hostLooks += 1;
    return [];
  };
  const viewOf = createRunViews();
  const look = (nowMs: number) => viewOf(execution, { schedule: pipelinedSchedule(2), hosts, stale: null, nowMs });

  const first = look(1000);
  board.set(0, { tag: 'opening', attempt: 0 });
  expect(look(1099)).toBe(first);
  expect(hostLooks).toBe(1);
  expect(look(1100).counts).toMatchObject({ waiting: 2, opening: 1 });

  board.set(0, { tag: 'cancelled', made: null });
  phase = 'finished';
  expect(look(1101)).toMatchObject({ phase: 'finished', counts: { waiting: 2, cancelled: 1 } });
  // Late news of a run that stands still are told at once too.
  board.set(1, { tag: 'cancelled', made: null });
  expect(look(1102).counts.cancelled).toBe(2);
});

test('what holds a run up is told once something has come', () => {
  const board = createBoard(3, new Map());
  const meter = createMeter();
  const execution = {
    ...{ board, meter, shelf: { id: 'a' }, origins: { admission: { width: 4 } } },
    phase: () => 'running',
    elapsedMs: () => 0,
  } as unknown as Execution;
  const viewOf = createRunViews();
  const look = (nowMs: number) =>
    viewOf(execution, { schedule: pipelinedSchedule(2), hosts: () => [], stale: null, nowMs });

  for (const index of [0, 1, 2]) board.set(index, { tag: 'opening', attempt: 0 });
  meter.sample(0, 0, 0);
  expect(look(0)).toMatchObject({ bottleneck: 'beginning', imagesPerSecond: null });
  meter.sample(500, 1, 1000);
  expect(look(500)).toMatchObject({ bottleneck: 'network', imagesPerSecond: 2 });
});
