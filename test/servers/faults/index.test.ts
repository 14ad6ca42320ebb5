import { expect, test } from 'vitest';
import { faults } from './index.ts';

test('the registry: at least 45 kinds, each named as its path, each with words', () => {
  expect(faults.size).toBeGreaterThanOrEqual(45);
  for (const [name, fault] of faults) {
    expect(fault.name).toBe(name);
    expect(name).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    expect(fault.does).not.toBe('');
  }
});
