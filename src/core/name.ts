import { type FormatId, formats } from '../formats/index.ts';
import { defaultRecipe, formatChoice, type Recipe, type Variant } from './recipe.ts';
import { foldName, tidy, toStem } from './stem.ts';
import { type NamePart, parseNameTemplate } from './template.ts';

/**
 * What each variant is called in names: `200` for a width, `x200` for a height, `200x100` for a box. Variants of equal
 * size become `200`, `200-2`, …, unless their formats already tell their files apart.
 */
export function variantLabels(recipe: Recipe): readonly string[] {
  const seen = new Map<string, { count: number; sharing: Set<string> }>();
  return recipe.variants.map((variant) => {
    const size = sizeLabel(variant);
    const choice = formatChoice(recipe, variant);
    const sharing = choice === 'auto' ? null : formats[choice].extension;
    const group = seen.get(size);
    if (group === undefined) {
      seen.set(size, { count: 1, sharing: new Set([sharing ?? anyExtension]) });
      return size;
    }
    if (sharing !== null && !group.sharing.has(sharing) && !group.sharing.has(anyExtension)) {
      group.sharing.add(sharing);
      return size;
    }
    group.count += 1;
    return `${size}-${group.count}`;
  });
}

/** `auto` may turn out as any format, so it shares its label with none. */
const anyExtension = '*';

function sizeLabel({ width, height }: Variant): string {
  if (height === null) return `${width}`;
  return width === null ? `x${height}` : `${width}x${height}`;
}

/**
 * The final name of an output file: the recipe's template and the extension of the format. For stems of one
 * `createNamer(recipe)` and formats that keep to the recipe, all names of the job differ on every file system.
 */
export function outputName(recipe: Recipe, stem: string, variant: number, format: FormatId): string {
  const { parts, labels } = namingOf(recipe);
  return `${fill(parts, stem, labels[variant] ?? '')}.${formats[format].extension}`;
}

/**
 * Gives out the stems of one job. Whoever comes first keeps the plain name, the next ones get `-2`, `-3`, …; a stem is
 * free if none of its output names falls together with one given before, by `foldName`, whatever the extension.
 */
export function createNamer(recipe: Recipe): (name: string) => string {
  const { parts, labels } = namingOf(recipe);
  const taken = new Set<string>();
  // Where the search for a free number goes on: or else 10,000 equal names would take 50 million looks.
  const nextNumbers = new Map<string, number>();

  const take = (stem: string): boolean => {
    const names = labels.map((label) => foldName(fill(parts, stem, label)));
    if (names.some((name) => taken.has(name))) return false;
    for (const name of names) taken.add(name);
    return true;
  };

  return (name) => {
    const plain = toStem(name);
    const key = foldName(plain);
    let number = nextNumbers.get(key) ?? 1;
    let stem = numbered(plain, number);
    while (!take(stem)) {
      number += 1;
      stem = numbered(plain, number);
    }
    nextNumbers.set(key, number + 1);
    return stem;
  };
}

function numbered(stem: string, number: number): string {
  return number === 1 ? stem : `${stem}-${number}`;
}

interface Naming {
  parts: readonly NamePart[];
  labels: readonly string[];
}

/** Recipes are values, never changed in place; a run asks for names of the same one thousands of times. */
const namings = new WeakMap<Recipe, Naming>();

function namingOf(recipe: Recipe): Naming {
  const known = namings.get(recipe);
  if (known !== undefined) return known;
  const labels = variantLabels(recipe);
  const naming = { parts: partsOf(recipe, labels), labels };
  namings.set(recipe, naming);
  return naming;
}

/**
 * The recipe's template, or the default one if it cannot be used: `checkRecipe` tells, and no name is ever unsafe. Where
 * `{variant}` is missing and the files of one image would overwrite each other, it is put at the end.
 */
function partsOf(recipe: Recipe, labels: readonly string[]): readonly NamePart[] {
  const reading = parseNameTemplate(recipe.nameTemplate);
  if (!reading.ok) return partsOf({ ...recipe, nameTemplate: defaultRecipe.nameTemplate }, labels);
  const { parts } = reading;
  if (new Set(labels).size < 2 || parts.some((part) => part.kind === 'variant')) return parts;
  return [...parts, { kind: 'text', text: '_' }, { kind: 'variant' }];
}

function fill(parts: readonly NamePart[], stem: string, label: string): string {
  let name = '';
  for (const part of parts) name += part.kind === 'text' ? part.text : part.kind === 'stem' ? stem : label;
  return tidy(name);
}
