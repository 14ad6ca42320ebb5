import { openDiskShelf } from './disk.ts';
import { createMemoryShelf } from './memory.ts';
import type { Shelf } from './shelf.ts';

/** On disk where this browser allows it, else in memory; `durable` tells which. */
export async function openShelf(): Promise<Shelf> {
  return (await openDiskShelf()) ?? createMemoryShelf();
}
