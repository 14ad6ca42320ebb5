import { type Recipe, resolveQuality } from '../../core/recipe.ts';

/** How many samples of chroma are wanted: as many as of luma, or half along each side, as most thumbnails store it. */
export type Chroma = 'full' | 'half';

/** As libvips decides it. */
export function chromaFor(quality: number): Chroma {
  return quality < 90 ? 'half' : 'full';
}

/** What all JPEGs of this recipe can be made of. */
export function chromaOf(recipe: Recipe): Chroma {
  const wanted = recipe.variants.map((variant) => chromaFor(resolveQuality(recipe, variant, 'jpeg')));
  return wanted.includes('full') ? 'full' : 'half';
}
