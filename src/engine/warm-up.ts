import type { Head } from '../core/head.ts';
import { defaultRecipe } from '../core/recipe.ts';
import { createHandles } from './handles.ts';
import { drawJpegToJpeg } from './jpeg-to-jpeg.ts';
import type { VipsApi } from './vips.ts';

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
export async function warmUp(vips: VipsApi): Promise<void> {
  const handles = createHandles();
  try {
    const { keep } = handles;
    const grain = keep(keep(vips.Image.gaussnoise(size.width, size.height, { mean: 128, sigma: 20 })).cast('uchar'));
    const photo = keep(keep(grain.bandjoin([grain, grain])).copy({ interpretation: 'srgb' }));
    const bytes = photo.writeToBuffer('.jpg', { Q: 80, keep: 'none' });
    for (let round = 0; round < rounds; round++) {
      await drawJpegToJpeg({ bytes, head, recipe: defaultRecipe });
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  } catch {
    // Not warm, then.
  } finally {
    handles.free();
  }
}
