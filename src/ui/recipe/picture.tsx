import { variantLabels } from '../../core/name.ts';
import type { Variant } from '../../core/recipe.ts';
import { defaultRecipe } from '../../core/recipe.ts';
import { words } from '../words/words.ts';
import styles from './recipe.module.css';

/** The picture that is drawn where a variant leaves one side free. */
const aspect = 3 / 2;
/** Units of the drawing: the largest side, the smallest that is still seen, and the air between. */
const largest = 92;
const smallest = 7;
const gap = 12;
/** What a character of a label takes. */
const letter = 7;
const shownLimit = 6;

interface Box {
  label: string;
  x: number;
  /** As wide as the picture or its label, whichever is wider. */
  slot: number;
  width: number;
  height: number;
}

/** Sizes of the variants to one scale, side by side on one ground line. */
function toBoxes(variants: readonly Variant[]): readonly Box[] {
  const shown = variants.slice(0, shownLimit);
  const sides = shown.map(({ width, height }) => {
    const w = width ?? (height ?? 1) * aspect;
    return { width: w, height: height ?? w / aspect };
  });
  const scale = largest / Math.max(...sides.map(({ width, height }) => Math.max(width, height)));
  const labels = variantLabels({ ...defaultRecipe, variants: shown });
  let x = 0;
  return sides.map((side, index) => {
    const width = Math.max(smallest, side.width * scale);
    const height = Math.max(smallest, side.height * scale);
    const label = labels[index] ?? '';
    const slot = Math.max(width, label.length * letter);
    const box = { label, x, slot, width, height };
    x += slot + gap;
    return box;
  });
}

/** What the recipe makes, drawn: one little landscape, in every size. */
export function Picture({ variants }: { variants: readonly Variant[] }) {
  const boxes = toBoxes(variants);
  const last = boxes.at(-1);
  const width = last === undefined ? 1 : last.x + last.slot;
  const ground = Math.max(...boxes.map((box) => box.height));
  return (
    <figure className={styles.picture}>
      <svg
        viewBox={`0 0 ${width} ${ground + 16}`}
        width={width}
        height={ground + 16}
        role="img"
        aria-label={words.recipe.picture(boxes.map(({ label }) => label).join(', '))}
      >
        {boxes.map((box) => (
          <g key={box.label} transform={`translate(${box.x} ${ground - box.height})`}>
            <Landscape width={box.width} height={box.height} />
            <text y={box.height + 13}>{box.label}</text>
          </g>
        ))}
      </svg>
      <figcaption>{words.recipe.each(variants.length)}</figcaption>
    </figure>
  );
}

/** Scaled like a photograph that fills its box. */
function Landscape({ width, height }: { width: number; height: number }) {
  return (
    <svg width={width} height={height} viewBox="0 0 90 60" preserveAspectRatio="xMidYMid slice" aria-hidden="true">
      <rect className={styles.sky} width="90" height="60" />
      <circle className={styles.sun} cx="58" cy="20" r="7" />
      <path className={styles.hill} d="M0 46 L26 20 L48 42 L60 32 L90 52 V60 H0 Z" />
    </svg>
  );
}
