import type { Expectation } from './view.ts';

/** What one image cost. */
export interface Cost {
  /** Of its thumbnails together. */
  byteLength: number;
  openMs: number;
  renderMs: number;
}

/** What a run has to get through, and how much of it at once. */
export interface Load {
  images: number;
  /** Hosts that the images come from; files of the user's need none. */
  hosts: number;
  engines: number;
  /** Downloads at once from one host, and from all together. */
  perHost: number;
  downloads: number;
}

/** What all images would come to if each were like the one. Downloads and engines overlap, so the slower of them decides. */
export function expectationOf({ byteLength, openMs, renderMs }: Cost, load: Load): Expectation {
  const downloads = Math.max(1, Math.min(load.downloads, load.hosts * load.perHost));
  const perImageMs = Math.max(openMs / downloads, renderMs / load.engines);
  // Even one alone takes its own time.
  const ms = Math.max(openMs + renderMs, perImageMs * load.images);
  return { images: load.images, byteLength: byteLength * load.images, ms };
}
