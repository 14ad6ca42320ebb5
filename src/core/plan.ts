import type { Item, Origin } from './item.ts';
import type { Job, Unit } from './job.ts';
import type { Entry, List } from './list.ts';
import { createNamer } from './name.ts';
import type { Recipe, Variant } from './recipe.ts';
import { urlName } from './stem.ts';
import { finish, type Steps } from './steps.ts';
import { parseNameTemplate, type TemplateProblem } from './template.ts';

/** A file of the user's, as far as a plan needs it. */
export interface LocalFile {
  /** Finds the file in the page's table of files; equal ids are the same file. */
  id: string;
  /** With its folders, if a folder was given. */
  name: string;
  byteLength: number;
}

/** The plan of a run: one item for each entry in list order, then one for each file, their lines counted on. */
export function planJob(list: List, files: readonly LocalFile[], recipe: Recipe): Job {
  return finish(planSteps(list, files, recipe));
}

/** The same plan, item by item: thirty thousand names that must all differ take a tenth of a second. */
export function* planSteps(list: List, files: readonly LocalFile[], recipe: Recipe): Steps<Job> {
  const nameOf = createNamer(recipe);
  const items: Item[] = [];
  for (const entry of list.entries) {
    items.push({ id: items.length, line: entry.line, origin: urlOrigin(entry), stem: nameOf(urlName(entry.url)) });
    yield;
  }
  for (const [index, file] of files.entries()) {
    const line = list.lineCount + index + 1;
    items.push({ id: items.length, line, origin: fileOrigin(file), stem: nameOf(file.name) });
    yield;
  }
  return { items, recipe };
}

/** The keys of the origins that `planJob` would give its items, in their order; much quicker than a plan. */
export function originKeys(list: List, files: readonly LocalFile[]): string[] {
  return [...list.entries.map(({ key }) => key), ...files.map((file) => fileOrigin(file).key)];
}

function urlOrigin({ url, key, host }: Entry): Origin {
  return { kind: 'url', key, url, host };
}

/** Two files are never taken for the same picture by name and size alone. */
function fileOrigin({ id, name, byteLength }: LocalFile): Origin {
  return { kind: 'file', key: `file:${id}`, fileId: id, name, byteLength };
}

/** Groups the items that share an origin, in the order in which each origin first appears. */
export function toUnits(items: readonly Item[]): Unit[] {
  const units = new Map<string, { origin: Origin; items: [Item, ...Item[]] }>();
  for (const item of items) {
    const unit = units.get(item.origin.key);
    if (unit === undefined) units.set(item.origin.key, { origin: item.origin, items: [item] });
    else unit.items.push(item);
  }
  return [...units.values()];
}

/** Why a recipe cannot be carried out. `variant` is an index in the recipe; `null` means the recipe's own setting. */
export type RecipeProblem =
  | { code: 'no-variants' }
  | { code: 'no-size'; variant: number }
  | { code: 'bad-size'; variant: number; side: 'width' | 'height'; value: number; limit: number }
  | { code: 'bad-quality'; variant: number | null; value: number }
  | { code: 'bad-byte-limit'; variant: number; value: number }
  | { code: 'bad-focal-point'; variant: number }
  | { code: 'bad-background'; value: string }
  | TemplateProblem;

/** Pixels of one side: the most that WebP can store. */
export const sideLimit = 16_383;

/** Everything that is wrong with a recipe, variant by variant; empty if a run can begin with it. */
export function checkRecipe(recipe: Recipe): readonly RecipeProblem[] {
  const problems: RecipeProblem[] = recipe.variants.length === 0 ? [{ code: 'no-variants' }] : [];
  for (const [index, variant] of recipe.variants.entries()) problems.push(...checkVariant(variant, index));
  if (isBadQuality(recipe.quality)) problems.push({ code: 'bad-quality', variant: null, value: recipe.quality });
  if (!/^#[0-9a-f]{6}$/i.test(recipe.background)) {
    problems.push({ code: 'bad-background', value: recipe.background });
  }
  const template = parseNameTemplate(recipe.nameTemplate);
  if (!template.ok) problems.push(template.problem);
  return problems;
}

function checkVariant(variant: Variant, index: number): RecipeProblem[] {
  const { quality, limitBytes, position } = variant;
  const problems: RecipeProblem[] = [];
  if (variant.width === null && variant.height === null) problems.push({ code: 'no-size', variant: index });
  for (const side of ['width', 'height'] as const) {
    const value = variant[side];
    if (value !== null && !isWhole(value, sideLimit)) {
      problems.push({ code: 'bad-size', variant: index, side, value, limit: sideLimit });
    }
  }
  if (isBadQuality(quality)) problems.push({ code: 'bad-quality', variant: index, value: quality });
  if (limitBytes !== null && !isWhole(limitBytes, Number.MAX_SAFE_INTEGER)) {
    problems.push({ code: 'bad-byte-limit', variant: index, value: limitBytes });
  }
  if (typeof position === 'object' && !(isWithin(position.x, 0, 1) && isWithin(position.y, 0, 1))) {
    problems.push({ code: 'bad-focal-point', variant: index });
  }
  return problems;
}

function isBadQuality(quality: number | null): quality is number {
  return quality !== null && !isWhole(quality, 100);
}

/** A whole number from 1. Recipes come from number inputs, links and storage: NaN and fractions do occur. */
function isWhole(value: number, limit: number): boolean {
  return Number.isInteger(value) && isWithin(value, 1, limit);
}

function isWithin(value: number, low: number, high: number): boolean {
  return value >= low && value <= high;
}
