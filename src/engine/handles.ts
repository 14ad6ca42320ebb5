/** Something that lives in WebAssembly memory, which no garbage collector visits. */
interface Handle {
  delete(): void;
}

/** The owner of all handles of one piece of work: whatever is kept is freed, once, at the end. */
export interface Handles {
  keep<T extends Handle>(handle: T): T;
  free(): void;
}

export function createHandles(): Handles {
  const kept: Handle[] = [];
  return {
    keep(handle) {
      kept.push(handle);
      return handle;
    },
    free() {
      for (const handle of kept.splice(0).reverse()) handle.delete();
    },
  };
}
