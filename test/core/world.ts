import { createAdmission } from '../../src/core/admission.ts';
import { createBoard } from '../../src/core/board.ts';
import { type Failure, ok, type Result } from '../../src/core/failure.ts';
import { createHosts } from '../../src/core/hosts.ts';
import type { Item, ItemState } from '../../src/core/item.ts';
import { defaultLimits, type Limits } from '../../src/core/limits.ts';
import type { Clock, Opened, Ports, Rendering, Thumbnail } from '../../src/core/ports.ts';
import { defaultRecipe } from '../../src/core/recipe.ts';
import { run } from '../../src/core/run.ts';
import { downloadsOf, type Schedule } from '../../src/core/schedule.ts';

/** A clock on which a wait takes no real time: whenever everyone waits, time jumps to the next moment asked for. */
export function createFakeClock(): Clock {
  let nowMs = 0;
  const sleepers: { atMs: number; wake(): void }[] = [];
  let turning = false;
  const turn = () => {
    if (turning) return;
    turning = true;
    setTimeout(() => {
      turning = false;
      sleepers.sort((a, b) => a.atMs - b.atMs);
      const next = sleepers.shift();
      if (next === undefined) return;
      nowMs = Math.max(nowMs, next.atMs);
      next.wake();
      turn();
    });
  };
  return {
    now: () => nowMs,
    random: () => 0.5,
    wait: (ms, signal) =>
      new Promise((resolve) => {
        if (signal?.aborted) return resolve();
        const sleeper = {
          atMs: nowMs + ms,
          wake() {
            signal?.removeEventListener('abort', cancel);
            resolve();
          },
        };
        const cancel = () => {
          sleepers.splice(sleepers.indexOf(sleeper), 1);
          resolve();
        };
        sleepers.push(sleeper);
        signal?.addEventListener('abort', cancel, { once: true });
        turn();
      }),
  };
}

type Script<T> = (url: string, attempt: number) => Result<T> | Promise<Result<T>>;

export interface WorldOptions {
  urls: readonly string[];
  schedule: Schedule;
  limits?: Partial<Limits>;
  known?: ReadonlyMap<number, ItemState>;
  open?: Script<void>;
  render?: Script<void>;
  shelve?: Script<void>;
  deliver?: Script<void>;
  bytes?: number;
  signal?: AbortSignal;
  resumed?: () => Promise<void>;
  onChange?: (id: number, state: ItemState) => void;
}

interface Image extends Opened {
  url: string;
}

/** A world around a run that does what its script says, takes 10 ms for everything, and counts. */
export function createWorld(options: WorldOptions) {
  const clock = createFakeClock();
  const limits = { ...defaultLimits, ...options.limits };
  const active = { open: 0, render: 0, deliver: 0 };
  const most = { open: 0, render: 0, deliver: 0, bytes: 0, perHost: 0 };
  const calls = {
    open: new Map<string, number>(),
    render: new Map<string, number>(),
    deliver: new Map<string, number>(),
  };
  const perHost = new Map<string, number>();
  const events: string[] = [];
  let bytes = 0;

  const items: Item[] = options.urls.map((url, id) => ({
    id,
    line: id + 1,
    origin: { kind: 'url', key: url, url, host: new URL(url).host },
    stem: `image-${id}`,
  }));

  const during = async (stage: 'open' | 'render' | 'deliver', key: string) => {
    active[stage] += 1;
    most[stage] = Math.max(most[stage], active[stage]);
    events.push(`${stage} ${key}`);
    const attempt = (calls[stage].get(key) ?? 0) + 1;
    calls[stage].set(key, attempt);
    await clock.wait(10);
    const answer = await (options[stage]?.(key, attempt) ?? ok(undefined));
    active[stage] -= 1;
    return answer;
  };

  const ports: Ports<Image, Thumbnail> = {
    clock,
    async open(origin) {
      const url = origin.kind === 'url' ? origin.url : origin.name;
      const host = new URL(url).host;
      perHost.set(host, (perHost.get(host) ?? 0) + 1);
      most.perHost = Math.max(most.perHost, perHost.get(host) ?? 0);
      const answer = await during('open', url);
      perHost.set(host, (perHost.get(host) ?? 0) - 1);
      if (!answer.ok) return answer;
      bytes += options.bytes ?? 1000;
      most.bytes = Math.max(most.bytes, bytes);
      return ok({ url, byteLength: options.bytes ?? 1000, via: 'direct' });
    },
    async render(image): Promise<Result<Rendering<Thumbnail>>> {
      const answer = await during('render', image.url);
      if (!answer.ok) return answer;
      return ok({
        source: { kind: 'jpeg', width: 400, height: 300, route: 'fake' },
        thumbnails: defaultRecipe.variants.map((variant, index) => ({
          variant: index,
          format: 'jpeg',
          width: variant.width ?? 0,
          height: 100,
          byteLength: 10,
          sha256: '',
          note: null,
        })),
      });
    },
    release(image) {
      bytes -= image.byteLength;
    },
    async shelve(item) {
      events.push(`shelve ${item.id}`);
      return options.shelve?.(options.urls[item.id] ?? '', 1) ?? ok(undefined);
    },
    deliver: (_, file) => during('deliver', file.name),
  };

  const board = createBoard(items.length, options.known ?? new Map(), options.onChange);
  const origins = createHosts(limits, clock, createAdmission(downloadsOf(options.schedule), clock));
  const start = () =>
    run({
      job: { items, recipe: defaultRecipe },
      board,
      ports,
      schedule: options.schedule,
      limits,
      origins,
      destinations: createHosts(limits, clock),
      destination: 'shelf',
      signal: options.signal ?? new AbortController().signal,
      resumed: options.resumed ?? (async () => {}),
    });
  return { board, clock, origins, most, calls, events, start };
}

export const notFound: Failure = { code: 'http', status: 404, retryAfterMs: null };
