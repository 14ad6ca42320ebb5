/** Room in the memory of a module of ours, which is laid out anew for each picture. */
export interface Arena {
  /** Forgets everything that was laid out. */
  clear(): void;
  /** Forgets what was laid out since this was called; to be called once. */
  bookmark(): () => void;
  /** Room for so many bytes; what is in it is left from earlier pictures. Aligned to 16. */
  room(byteLength: number): number;
  /** The same, filled. */
  put(content: Uint8Array | Uint16Array | Int32Array | Uint32Array | Float32Array): number;
  /** A view that stands until the next `room`. */
  view(at: number, byteLength: number): Uint8Array<ArrayBuffer>;
}

const pageBytes = 65_536;

let bytesOfAll = 0;

/** Bytes of the memories of all arenas of this worker. They only grow, so whoever asks may want a new worker. */
export function arenaBytes(): number {
  return bytesOfAll;
}

/** @param start where the memory is free */
export function createArena(memory: WebAssembly.Memory, start: number): Arena {
  let free = start;
  bytesOfAll += memory.buffer.byteLength;

  function room(byteLength: number): number {
    const at = (free + 15) & ~15;
    free = at + byteLength;
    const missing = Math.ceil((free - memory.buffer.byteLength) / pageBytes);
    if (missing > 0) {
      memory.grow(missing);
      bytesOfAll += missing * pageBytes;
    }
    return at;
  }

  const view = (at: number, byteLength: number) => new Uint8Array(memory.buffer as ArrayBuffer, at, byteLength);

  return {
    clear() {
      free = start;
    },
    bookmark() {
      const before = free;
      return () => {
        free = before;
      };
    },
    room,
    put(content) {
      const at = room(content.byteLength);
      view(at, content.byteLength).set(new Uint8Array(content.buffer, content.byteOffset, content.byteLength));
      return at;
    },
    view,
  };
}
