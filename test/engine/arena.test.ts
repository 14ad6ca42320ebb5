import { expect, test } from 'vitest';
import { arenaBytes, createArena } from '../../src/engine/arena.ts';

const pageBytes = 65_536;

test('rooms follow each other, aligned to 16, from where the memory is free', () => {
  const arena = createArena(new WebAssembly.Memory({ initial: 1 }), 100);
  expect([arena.room(1), arena.room(16), arena.room(17), arena.room(0)]).toEqual([112, 128, 144, 176]);
  arena.clear();
  expect(arena.room(1)).toBe(112);
});

test('what was laid out since a bookmark is forgotten', () => {
  const arena = createArena(new WebAssembly.Memory({ initial: 1 }), 0);
  arena.room(16);
  const forget = arena.bookmark();
  expect(arena.room(16)).toBe(16);
  forget();
  expect(arena.room(16)).toBe(16);
});

test('what is put stands there, whatever its numbers are', () => {
  const arena = createArena(new WebAssembly.Memory({ initial: 1 }), 0);
  arena.put(Uint8Array.of(1, 2, 3));
  const at = arena.put(new Uint16Array([9, 0x0102, 0x0304, 9]).subarray(1, 3));
  expect([...arena.view(at, 4)]).toEqual([2, 1, 4, 3]);
});

test('memory grows when room is missing, by no more than that, and is counted', () => {
  const before = arenaBytes();
  const memory = new WebAssembly.Memory({ initial: 1 });
  const arena = createArena(memory, 0);
  expect(arenaBytes() - before).toBe(pageBytes);
  arena.room(pageBytes);
  expect(memory.buffer.byteLength).toBe(pageBytes);
  arena.room(1);
  expect(memory.buffer.byteLength).toBe(2 * pageBytes);
  arena.room(3 * pageBytes);
  arena.clear();
  arena.room(3 * pageBytes);
  expect(arenaBytes() - before).toBe(memory.buffer.byteLength);
});
