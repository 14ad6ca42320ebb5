import { type Library, startVips, type VipsInstance, type VipsOptions } from './vips.ts';

/** The one instance of this worker. */
export interface Instances {
  /**
   * An instance with at least these side modules. If the present one lacks some, it is replaced by one that has both
   * the old and the new: no handle may be alive when this is called.
   */
  withLibraries(libraries: readonly Library[]): Promise<VipsInstance>;
  /** 0 before the first start. */
  memoryBytes(): number;
}

export function createInstances(options: Omit<VipsOptions, 'libraries'>): Instances {
  let current: VipsInstance | null = null;
  return {
    async withLibraries(wanted) {
      const present: readonly Library[] = current?.libraries ?? [];
      const missing = wanted.filter((library) => !present.includes(library));
      if (current !== null && missing.length === 0) return current;
      current?.stop();
      current = null;
      current = await startVips({ ...options, libraries: [...new Set([...present, ...missing])] });
      return current;
    },
    memoryBytes: () => current?.memoryBytes() ?? 0,
  };
}
