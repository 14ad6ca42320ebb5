import { type Failure, ok, type Result } from '../core/failure.ts';
import type { Item, Origin, SourceFacts } from '../core/item.ts';
import type { Job } from '../core/job.ts';
import { outputName } from '../core/name.ts';
import type { Rendering } from '../core/ports.ts';
import type { Schedule } from '../core/schedule.ts';
import type { Picture } from '../engine/render.ts';
import { formats } from '../formats/index.ts';
import { toRelayUrls } from '../sources/endpoint.ts';
import type { Fetcher } from '../sources/fetcher.ts';
import type { OpenedBytes } from '../sources/source.ts';
import { createUrlSource } from '../sources/url.ts';
import type { Engines } from './engines.ts';
import { expectationOf } from './expectation.ts';
import { createMakingPorts, type PortsOptions } from './ports.ts';
import type { ListView, TrialPicture, TrialView } from './view.ts';

export interface TrialOptions extends Pick<PortsOptions, 'limits' | 'clock' | 'connection' | 'fileOf'> {
  engines: Pick<Engines, 'route' | 'width'>;
  schedule: Schedule;
  relayUrl: string;
  fetcher: Fetcher;
  onChange(): void;
}

/** Tries a recipe on one image: opened and rendered by the ports of a run, but neither shelved nor delivered. */
export interface Trial {
  view(): TrialView;
  /**
   * Makes the first item of the job; `list` is what the whole run would have to get through. One trial at a time: while
   * one is under way this does nothing.
   */
  begin(job: Job, list: Pick<ListView, 'images' | 'hosts'>): Promise<void>;
  /** Ends what is under way, and lets go of the bytes of what is done. */
  end(): void;
}

/** One image, made, and what it cost. */
interface Tried {
  opened: OpenedBytes;
  rendered: Rendering<Picture>;
  openMs: number;
  renderMs: number;
}

export function createTrial(options: TrialOptions): Trial {
  const { limits, clock, engines, schedule } = options;
  // What the run will have to be led around, it finds out by itself: here nobody would understand the word.
  const routing = engines.route([], () => {});
  let view: TrialView = { tag: 'idle' };
  let ending = new AbortController();
  const show = (next: TrialView) => {
    view = next;
    options.onChange();
  };

  const make = async ({ origin }: Item, { recipe }: Job, signal: AbortSignal): Promise<Result<Tried>> => {
    let renderMs = 0;
    // It knows of no earlier failure: whoever tries again wants the host asked again.
    const urls = createUrlSource({
      relayUrls: toRelayUrls(options.relayUrl),
      limits,
      clock,
      fetch: options.fetcher.fetch,
    });
    const ports = createMakingPorts({
      ...{ recipe, limits, connection: options.connection, fileOf: options.fileOf, urls: () => urls },
      pool: {
        // Measured from its turn on: that an engine had to start first is no part of what an image costs.
        run: (request, stop) =>
          routing.run(request, stop, () => {
            const beganMs = clock.now();
            return () => {
              renderMs = clock.now() - beganMs;
            };
          }),
      },
    });
    const beganMs = clock.now();
    const opened = await ports.open(origin, signal, () => {});
    if (!opened.ok) return opened;
    const openMs = clock.now() - beganMs;
    const rendered = await ports.render(opened.value, signal);
    return rendered.ok ? ok({ opened: opened.value, rendered: rendered.value, openMs, renderMs }) : rendered;
  };

  return {
    view: () => view,
    async begin(job, list) {
      const [item] = job.items;
      if (view.tag === 'running' || item === undefined) return;
      ending = new AbortController();
      const { signal } = ending;
      const origin = toOrigin(item.origin);
      show({ tag: 'running', origin });
      const tried = await make(item, job, signal);
      if (signal.aborted) return;
      if (!tried.ok) return show(toFailed(origin, tried.failure));
      const pictures = toPictures(tried.value.rendered, item, job);
      const { openMs, renderMs } = tried.value;
      const byteLength = pictures.reduce((sum, picture) => sum + picture.byteLength, 0);
      const load = { images: list.images, hosts: list.hosts.length, engines: engines.width };
      const lanes = { perHost: limits.perHost, downloads: schedule.open };
      show({
        ...{ tag: 'done', origin, recipe: job.recipe, pictures, openMs, renderMs },
        source: toFacts(tried.value),
        original: toBlob(tried.value),
        expected: expectationOf({ byteLength, openMs, renderMs }, { ...load, ...lanes }),
      });
    },
    end() {
      if (view.tag === 'idle') return;
      ending.abort();
      show({ tag: 'idle' });
    },
  };
}

function toOrigin(origin: Origin): string {
  return origin.kind === 'url' ? origin.url : origin.name;
}

function toFailed(origin: string, failure: Failure): TrialView {
  return { tag: 'failed', origin, failure };
}

function toFacts({ opened, rendered }: Tried): SourceFacts {
  return { ...rendered.source, byteLength: opened.byteLength, via: opened.via };
}

/** Browsers look at the bytes of a picture themselves, but take text for a picture only if they are told. */
function toBlob({ opened, rendered }: Tried): Blob {
  return new Blob([opened.bytes.slice()], { type: rendered.source.kind === 'svg' ? 'image/svg+xml' : '' });
}

function toPictures({ thumbnails }: Rendering<Picture>, { stem }: Item, { recipe }: Job): readonly TrialPicture[] {
  return thumbnails.map(({ bytes, ...thumbnail }) => ({
    ...thumbnail,
    name: outputName(recipe, stem, thumbnail.variant, thumbnail.format),
    blob: new Blob([bytes], { type: formats[thumbnail.format].mime }),
  }));
}
