import { expose } from 'comlink';
import { fail, ok, type Result } from '../../src/core/failure.ts';
import { showLife } from '../../src/engine/life.ts';

/** What the worker is to do with the image. */
export type Order =
  | { do: 'answer'; image: number }
  | { do: 'throw' }
  | { do: 'throw-later' }
  | { do: 'throw-unserialisable' }
  | { do: 'close' }
  | { do: 'close-then-work' }
  | { do: 'loop' }
  | { do: 'never' }
  | { do: 'nonsense' }
  | { do: 'refuse' }
  | { do: 'exhaust-wasm' }
  | { do: 'trap' };

export interface Answer {
  result: Result<number>;
  memoryBytes: number;
}

/** `(func (export "f") unreachable)` */
const trapBytes = new Uint8Array([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 7, 5, 1, 1, 102, 0, 0, 10, 5, 1, 3, 0, 0, 11,
]);

/** A worker that fails in the ways that workers fail in. */
export const faultyWorker = {
  async start(how: 'start' | 'fail' | 'hang' | 'close'): Promise<Result<void>> {
    if (how === 'close') self.close();
    if (how === 'hang' || how === 'close') return new Promise(() => {});
    return how === 'start' ? ok(undefined) : fail({ code: 'engine-lost', reason: 'no SharedArrayBuffer' });
  },

  async render(order: Order): Promise<Answer> {
    const result = await obey(order);
    return { result, memoryBytes: 1000 };
  },
};

async function obey(order: Order): Promise<Result<number>> {
  switch (order.do) {
    case 'answer':
      return ok(order.image);
    case 'refuse':
      return fail({ code: 'truncated' });
    case 'nonsense':
      return JSON.parse('{"ok":1}');
    case 'throw':
      throw new TypeError('thrown in the worker');
    case 'throw-unserialisable':
      throw { toString: () => 'a function cannot be cloned' };
    case 'throw-later':
      setTimeout(() => {
        throw new Error('thrown outside of any call');
      });
      return new Promise(() => {});
    case 'trap': {
      const { instance } = await WebAssembly.instantiate(trapBytes);
      (instance.exports.f as () => void)();
      return ok(0);
    }
    case 'exhaust-wasm':
      // One page more than the address space holds.
      new WebAssembly.Memory({ initial: 65_536, maximum: 65_536 }).grow(1);
      return ok(0);
    case 'close-then-work':
      self.close();
      busyLoop(300);
      return new Promise(() => {});
    case 'close':
      self.close();
      return new Promise(() => {});
    case 'loop':
      busyLoop(Number.POSITIVE_INFINITY);
      return ok(0);
    case 'never':
      return new Promise(() => {});
  }
}

function busyLoop(ms: number): void {
  const untilMs = performance.now() + ms;
  while (performance.now() < untilMs);
}

showLife();
expose(faultyWorker);
