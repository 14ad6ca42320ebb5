import { createAdmission } from '../../../src/core/admission.ts';
import { createBoard } from '../../../src/core/board.ts';
import { ok } from '../../../src/core/failure.ts';
import { createHosts } from '../../../src/core/hosts.ts';
import type { Item } from '../../../src/core/item.ts';
import { defaultLimits } from '../../../src/core/limits.ts';
import type { Clock, Opened, Ports, Thumbnail } from '../../../src/core/ports.ts';
import { defaultRecipe } from '../../../src/core/recipe.ts';
import { run } from '../../../src/core/run.ts';
import { downloadsOf, pipelinedSchedule } from '../../../src/core/schedule.ts';

/** Stages of a run that are to be measured by themselves; each rejects if it cannot. */
export interface Stages {
  clock: Clock;
  open(url: string): Promise<Uint8Array>;
  render(url: string): Promise<void>;
  release(bytes: Uint8Array): void;
}

interface Image extends Opened {
  url: string;
  bytes: Uint8Array;
}

/** The product's own run, with its lanes, its hosts and its read-ahead, around these stages: nothing is shelved or delivered. */
export async function runStages(urls: readonly string[], { clock, open, render, release }: Stages): Promise<void> {
  const items: Item[] = urls.map((url, id) => ({
    id,
    line: id + 1,
    origin: { kind: 'url', key: url, url, host: new URL(url).host },
    stem: `image-${id}`,
  }));
  const ports: Ports<Image, Thumbnail> = {
    clock,
    async open(origin) {
      const url = origin.kind === 'url' ? origin.url : origin.name;
      const bytes = await open(url);
      return ok({ url, bytes, byteLength: bytes.byteLength, via: 'direct' });
    },
    async render({ url }) {
      await render(url);
      return ok({ source: { kind: 'jpeg', width: 0, height: 0, route: '' }, thumbnails: [] });
    },
    release: ({ bytes }) => release(bytes),
    shelve: async () => ok(undefined),
    deliver: async () => ok(undefined),
  };
  // As the page has them.
  const schedule = pipelinedSchedule(navigator.hardwareConcurrency + 1);
  await run({
    job: { items, recipe: defaultRecipe },
    board: createBoard(items.length, new Map()),
    ports,
    schedule,
    limits: defaultLimits,
    origins: createHosts(defaultLimits, clock, createAdmission(downloadsOf(schedule), clock)),
    destinations: createHosts(defaultLimits, clock),
    destination: 'nowhere',
    signal: new AbortController().signal,
    resumed: async () => {},
  });
}
