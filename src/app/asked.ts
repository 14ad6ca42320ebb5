import type { LocalFile } from '../core/plan.ts';
import type { Settings } from './settings.ts';

/** All that decides what a run makes of what, and where it goes. */
export interface Asked {
  text: string;
  files: readonly LocalFile[];
  settings: Settings;
}

/** Whether two runs would come to the same: a setting that was changed and changed back is no change. */
export function isSameAsked(a: Asked, b: Asked): boolean {
  return a.text === b.text && idsOf(a.files) === idsOf(b.files) && isSameSettings(a.settings, b.settings);
}

function isSameSettings(a: Settings, b: Settings): boolean {
  // Looked at every frame, hence first for the usual case: nothing was touched.
  return a === b || keyOf(a) === keyOf(b);
}

function idsOf(files: readonly LocalFile[]): string {
  return JSON.stringify(files.map(({ id }) => id));
}

/** By name of its fields: what was read from storage has them in another order. */
function keyOf({ recipe, destination }: Settings): string {
  return JSON.stringify([recipe, destination], (_, value: unknown) =>
    value !== null && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}
