import type { CSSProperties } from 'react';
import type { Variant } from '../../core/recipe.ts';

type Framing = Pick<CSSProperties, 'objectFit' | 'objectPosition'>;

/** How the browser has to put a source into a thumbnail's box to show the same part of it, where that can be said in CSS. */
export function framingOf({ fit, position }: Pick<Variant, 'fit' | 'position'>): Framing {
  // The box has the picture's own proportions, or is meant to be filled whatever they are.
  if (fit !== 'cover' && fit !== 'contain') return { objectFit: 'fill' };
  // Where the pixels or a point of the source decide what is cut off, the whole of it is shown.
  if (typeof position === 'object' || position === 'attention' || position === 'entropy')
    return { objectFit: 'contain' };
  const across = position.endsWith('west') ? 'left' : position.endsWith('east') ? 'right' : 'center';
  const down = position.startsWith('north') ? 'top' : position.startsWith('south') ? 'bottom' : 'center';
  return { objectFit: fit, objectPosition: `${across} ${down}` };
}
