import type { Head } from '../core/head.ts';
import type { Recipe } from '../core/recipe.ts';
import { needsVips, route } from './route.ts';

/** As cameras and shops have them. */
const photo: Head = {
  kind: 'jpeg',
  ...{ width: 3000, height: 2000, orientation: 1, progressive: false, alpha: false, frames: 1 },
  ...{ depth: 8, colour: 'rgb', profile: 'none' },
};

const jpegName = /\.(?:jpe?g|jfif)$/i;

/**
 * Whether pictures of these names, made by this recipe, may need wasm-vips: any of them that is not called a JPEG may be
 * anything. A guess from the first thousand; if it was wrong, some pictures wait for a whole engine.
 * @param names of files, or URLs
 */
export function mayNeedVips(names: readonly string[], recipe: Recipe): boolean {
  const [best] = route(photo, recipe, { vips: true, shrinkingJpeg: true }, []);
  if (best === undefined || needsVips(best)) return true;
  return names.slice(0, 1000).some((name) => !jpegName.test(name.replace(/[?#].*$/, '')));
}
