import { fail, ok, type Result } from '../core/failure.ts';
import type { Limits } from '../core/limits.ts';
import type { Clock, Ports } from '../core/ports.ts';
import type { Recipe } from '../core/recipe.ts';
import type { Picture } from '../engine/render.ts';
import type { Routing } from '../engine/routing.ts';
import type { ShelfRun } from '../shelf/shelf.ts';
import type { Sink } from '../sinks/sink.ts';
import { openFile } from '../sources/file.ts';
import type { OpenedBytes } from '../sources/source.ts';
import type { UrlSource } from '../sources/url.ts';
import type { Connection } from './connection.ts';
import { judge } from './judge.ts';

export interface PortsOptions {
  recipe: Recipe;
  limits: Limits;
  clock: Clock;
  /** The one to ask now: what it learned of hosts while the connection was lost is forgotten. */
  urls(): UrlSource;
  connection: Connection;
  fileOf(fileId: string): File | undefined;
  /** The memory of these bytes may be used again. */
  release(bytes: Uint8Array): void;
  pool: Routing;
  shelf: ShelfRun;
  /** `null`: the shelf itself is where the files are wanted, as for the zip. */
  sink: Sink | null;
  /** The shelf is full: pauses the run, and resolves when it is worth trying again (true) or the user gave up (false). */
  waitForSpace(refusedBytes: number): Promise<boolean>;
}

type MakingOptions = Pick<PortsOptions, 'recipe' | 'limits' | 'urls' | 'connection' | 'fileOf' | 'pool'>;

/**
 * What a run asks of the world, answered by sources, engine, shelf and sinks. A download is put into memory that all
 * workers share, so that engines read it where it is, a second time if need be; pictures are transferred back. Of the ways
 * that `npm run bench -- hand-over.bench` compares it is the fastest: to transfer buffers, to hand over Blobs and to let
 * engines fetch by themselves reached 0.85 to 0.95 of it.
 */
export function createPorts(options: PortsOptions): Ports<OpenedBytes, Picture> {
  return {
    clock: options.clock,
    release: ({ bytes }) => options.release(bytes),
    ...createMakingPorts(options),
    ...createKeepingPorts(options),
  };
}

/** From an origin to its pictures: all that trying one image takes. */
export function createMakingPorts(options: MakingOptions): Pick<Ports<OpenedBytes, Picture>, 'open' | 'render'> {
  const { recipe, limits, pool, connection } = options;
  return {
    open(origin, signal) {
      if (origin.kind === 'file') return openFile(options.fileOf(origin.fileId), origin.name, limits);
      return connection.patiently(signal, () => options.urls().open(origin.url, signal));
    },
    async render(image, signal) {
      const judged = await judge(image.bytes);
      switch (judged.is) {
        case 'image':
          return pool.run({ bytes: image.bytes, head: judged.head, recipe }, signal);
        case 'empty':
        case 'truncated':
          return fail({ code: judged.is });
        case 'unsupported':
          return fail({ code: 'unsupported', kind: judged.kind });
        case 'not-an-image':
          return fail({ code: 'not-an-image', found: judged.found });
      }
    },
  };
}

/** From the pictures to where they are wanted. */
function createKeepingPorts(options: PortsOptions): Pick<Ports<OpenedBytes, Picture>, 'shelve' | 'deliver'> {
  const { shelf, sink, connection } = options;
  return {
    async shelve(item, made, pictures) {
      for (;;) {
        const kept = await shelf.put(
          item.id,
          made,
          pictures.map((picture) => picture.bytes),
        );
        if (kept.ok || kept.failure.code !== 'shelf-full') return kept;
        if (!(await options.waitForSpace(kept.failure.neededBytes))) return kept;
      }
    },
    async deliver(item, file, signal): Promise<Result<void>> {
      if (sink === null) return ok(undefined);
      const shelved = shelf.find(item.id, file.variant);
      if (shelved === null) return fail({ code: 'shelf-broken', detail: `${file.name} is not on the shelf` });
      const bytes = await shelved.read();
      return connection.patiently(signal, () => sink.write(file, bytes, signal));
    },
  };
}
