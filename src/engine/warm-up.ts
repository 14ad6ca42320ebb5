import type { Head } from '../core/head.ts';
import { defaultRecipe } from '../core/recipe.ts';
import { encodeJpeg } from './jpeg/encode.ts';
import { type Loops, sharedLoops } from './jpeg/loops.ts';
import type { Plane } from './jpeg/planes.ts';
import { drawJpegToJpeg } from './jpeg-to-jpeg.ts';

/** Times that it is drawn. Browsers compile anew what was called often, and what is being called stays as it is. */
const rounds = 3;
/** Between two of them, for the compiler. */
const pauseMs = 20;

/** 0.6 megapixels: below it the first photo still takes twice the time of the third. */
const size = { width: 1024, height: 576 };

const head: Head = {
  kind: 'jpeg',
  ...size,
  ...{ orientation: 1, progressive: false, alpha: false, frames: 1 },
  ...{ depth: 8, colour: 'rgb', profile: 'none' },
};

/**
 * The first pictures run in code that the browser compiled in a hurry. This one is nobody's: noise, which has as much to
 * be read as a photo, encoded and drawn in the way that most photos are. Never rejects: what cannot be drawn here is the
 * business of the first image that comes.
 */
export async function warmUp(): Promise<void> {
  try {
    const bytes = new Uint8Array(encodeNoise(sharedLoops()));
    for (let round = 0; round < rounds; round++) {
      await drawJpegToJpeg({ bytes, head, recipe: defaultRecipe });
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  } catch {
    // Not warm, then.
  }
}

function encodeNoise(loops: Loops): ArrayBuffer {
  loops.clear();
  const [width, height] = [size.width / 2, size.height / 2];
  const planes = [noise(loops, size.width, size.height), noise(loops, width, height), noise(loops, width, height)];
  return encodeJpeg(loops, { ...size, planes }, 80);
}

/** Around grey; both sides are whole MCUs. */
function noise(loops: Loops, width: number, height: number): Plane {
  const samples = loops.put(Uint8Array.from({ length: width * height }, () => 96 + 64 * Math.random()));
  return { width, height, across: width, down: height, samples };
}
