import { expect, test } from 'vitest';
import { engineWidth, type Machine } from '../../src/engine/width.ts';

const unknown = undefined;

test.each<[string, Machine, number]>([
  ['two cores, memory enough', { cores: 2, memoryGb: 8 }, 2],
  ['a desktop', { cores: 16, memoryGb: 32 }, 8],
  ['a laptop', { cores: 8, memoryGb: 8 }, 8],
  ['many cores, little memory', { cores: 8, memoryGb: 4 }, 4],
  ['a cheap phone', { cores: 8, memoryGb: 2 }, 2],
  ['a cheaper one', { cores: 4, memoryGb: 1 }, 1],
  ['the least that browsers tell', { cores: 4, memoryGb: 0.25 }, 1],
  ['Firefox on two cores', { cores: 2, memoryGb: unknown }, 2],
  ['Firefox on a desktop', { cores: 16, memoryGb: unknown }, 6],
  ['Safari on a phone', { cores: 6, memoryGb: unknown }, 6],
  ['a browser that tells nothing', { cores: unknown, memoryGb: unknown }, 2],
  ['one that tells no cores', { cores: 0, memoryGb: 8 }, 2],
])('%s', (_, machine, expected) => {
  expect(engineWidth(machine)).toBe(expected);
});

test('never none, never more with less of anything', () => {
  const memories = [0.25, 0.5, 1, 2, 4, 8, 16, 32];
  for (const [index, memoryGb] of memories.entries()) {
    for (let cores = 1; cores <= 32; cores += 1) {
      const width = engineWidth({ cores, memoryGb });
      expect(width).toBeGreaterThanOrEqual(1);
      expect(width).toBeLessThanOrEqual(cores);
      expect(width).toBeGreaterThanOrEqual(engineWidth({ cores, memoryGb: memories[index - 1] ?? memoryGb }));
    }
  }
});
