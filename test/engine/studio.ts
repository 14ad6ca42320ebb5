import { expect } from 'vitest';
import type { Result } from '../../src/core/failure.ts';
import type { Head } from '../../src/core/head.ts';
import { defaultLimits } from '../../src/core/limits.ts';
import type { Rendering } from '../../src/core/ports.ts';
import { defaultRecipe, type Recipe } from '../../src/core/recipe.ts';
import { sniff } from '../../src/core/sniff.ts';
import { type Engine, sentBack } from '../../src/engine/engine.ts';
import { compileVips } from '../../src/engine/module.ts';
import type { Picture, RenderRequest } from '../../src/engine/render.ts';
import type { Route } from '../../src/engine/route.ts';
import { spawnEngine } from '../../src/engine/spawn.ts';
import type { StartOptions } from '../../src/engine/work.ts';

declare const __VIPS_FOLDER__: string;

/** It takes the best route that is open to it. */
export interface RealEngine extends Engine<RenderRequest, Rendering<Picture>> {
  render(request: RenderRequest): Promise<Result<Rendering<Picture>>>;
}

export interface RealEngineOptions extends Partial<StartOptions> {
  /** Routes that it does not take. */
  without?: readonly Route[];
  /** In place of the product's own. */
  worker?: Worker;
}

export const vipsFolder = new URL(`/${__VIPS_FOLDER__}`, location.href).href;
let module: Promise<WebAssembly.Module> | null = null;

/** A real worker with a real wasm-vips, started. Whoever starts it terminates it. */
export async function startEngine({ without = [], worker, ...options }: RealEngineOptions = {}): Promise<RealEngine> {
  module ??= compileVips(vipsFolder);
  const engine = spawnEngine({ vipsFolder, module: await module, limits: defaultLimits, ...options }, worker);
  expect(await engine.started).toEqual({ ok: true, value: undefined });
  return {
    ...engine,
    async render(request) {
      const answer = await engine.render({ ...request, without, onStep: () => {} });
      if (answer === sentBack) throw new Error('sent back by an engine that is light');
      return answer;
    },
  };
}

/** The same where shared memory is missing. */
export function startCanvasEngine(): Promise<RealEngine> {
  return startEngine({ module: null });
}

export function headOf(bytes: ArrayBuffer): Head {
  const sniffed = sniff(new Uint8Array(bytes));
  if (sniffed.is !== 'image') throw new Error(`not an image: ${JSON.stringify(sniffed)}`);
  return sniffed.head;
}

export function render(
  engine: RealEngine,
  bytes: ArrayBuffer,
  recipe: Partial<Recipe>,
): Promise<Result<Rendering<Picture>>> {
  return engine.render({ bytes: toShared(bytes), head: headOf(bytes), recipe: { ...defaultRecipe, ...recipe } });
}

/** As a download lies there: in memory that the engine sees where it is, among what others left. */
function toShared(bytes: ArrayBuffer): Uint8Array {
  const room = new Uint8Array(new SharedArrayBuffer(bytes.byteLength + 100)).fill(0xd9);
  const shared = room.subarray(8, 8 + bytes.byteLength);
  shared.set(new Uint8Array(bytes));
  return shared;
}

/** The pictures of an image that must be drawn. */
export async function draw(engine: RealEngine, bytes: ArrayBuffer, recipe: Partial<Recipe>): Promise<Drawn> {
  const result = await render(engine, bytes, recipe);
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  const { thumbnails, source } = result.value;
  const [first] = thumbnails;
  if (first === undefined) throw new Error('no thumbnail');
  return { source, thumbnails, first };
}

export interface Drawn extends Rendering<Picture> {
  first: Picture;
}

/** A file decoded by the browser, an independent reader, to sRGB. */
export async function decode(bytes: BlobPart): Promise<ImageData> {
  const bitmap = await createImageBitmap(new Blob([bytes]));
  const pen = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
  if (pen === null) throw new Error('no canvas');
  pen.drawImage(bitmap, 0, 0);
  return pen.getImageData(0, 0, bitmap.width, bitmap.height);
}

/** The pixel at fractions of width and height: red, green, blue, alpha. */
export function pixelAt({ data, width, height }: ImageData, x: number, y: number): number[] {
  const index = (Math.floor(y * height) * width + Math.floor(x * width)) * 4;
  return [...data.subarray(index, index + 4)];
}

/** The greatest difference of red, green or blue. */
export function distance(a: readonly number[], b: readonly number[]): number {
  return Math.max(...[0, 1, 2].map((channel) => Math.abs((a[channel] ?? 0) - (b[channel] ?? 0))));
}

/** Whether these ASCII letters stand anywhere in a file. */
export function holds(bytes: ArrayBuffer, letters: string): boolean {
  return new TextDecoder('latin1').decode(bytes).includes(letters);
}

/** A picture made by a canvas of this page, as a file. */
export async function paintFile(
  size: { width: number; height: number },
  type: string,
  paint: (pen: OffscreenCanvasRenderingContext2D) => void,
): Promise<ArrayBuffer> {
  const canvas = new OffscreenCanvas(size.width, size.height);
  const pen = canvas.getContext('2d');
  if (pen === null) throw new Error('no canvas');
  paint(pen);
  const blob = await canvas.convertToBlob({ type });
  expect(blob.type).toBe(type);
  return blob.arrayBuffer();
}

export async function fetchSample(name: string): Promise<ArrayBuffer> {
  const response = await fetch(`/samples/${name}.jpg`);
  return response.arrayBuffer();
}
