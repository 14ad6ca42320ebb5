import type { Size } from '../../core/geometry.ts';
import type { Head } from '../../core/head.ts';
import type { Handles } from '../handles.ts';
import type { Library, VipsApi, VipsImage } from '../vips.ts';

export interface DecodeTask {
  vips: VipsApi;
  bytes: Uint8Array;
  head: Head;
  /** Upright pixels that are needed; a decoder may deliver more, but not less. */
  size: Size;
  /** Frames to decode, 1 for a still picture. */
  frames: number;
  /** Owner of every handle that the decoder makes, the answer included. */
  handles: Handles;
}

/** Thrown by a decoder that does not take this file, whatever is the matter with it: the next one is asked. */
export class Declined extends Error {}

/** One way from bytes to pixels. */
export interface Decoder {
  /** Side modules without which libvips cannot do it. */
  libraries(head: Head): readonly Library[];
  /**
   * The whole picture: upright, 8-bit sRGB with or without alpha, in memory, and without metadata that a later step could
   * obey a second time. Throws what libvips and the browser throw; a truncated file is an error, never half a picture.
   */
  decode(task: DecodeTask): Promise<VipsImage>;
}
