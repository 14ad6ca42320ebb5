import type Vips from 'wasm-vips';

export type VipsApi = typeof Vips;
export type VipsImage = Vips.Image;

/** Side modules: megabytes each, so an instance has them only once an image needs them. */
export type Library = 'vips-heif.wasm' | 'vips-jxl.wasm' | 'vips-resvg.wasm';

export interface VipsInstance {
  vips: VipsApi;
  libraries: readonly Library[];
  /** Of its WebAssembly memory, which only grows. */
  memoryBytes(): number;
  /** Ends its threads; the instance must not be used any more. */
  stop(): void;
}

export interface VipsOptions {
  /** Absolute URL of the folder with wasm-vips' files, ending in a slash. */
  vipsFolder: string;
  /** `vips.wasm` of that folder, compiled. */
  module: WebAssembly.Module;
  libraries: readonly Library[];
}

/**
 * Starts an instance: 0.3–0.5 s. Side modules can be given only now, for libvips looks for its loaders once.
 * Rejects, or never settles, where WebAssembly threads are missing: the pool puts a time limit on it.
 */
export async function startVips({ vipsFolder, module, libraries }: VipsOptions): Promise<VipsInstance> {
  const script: { default: VipsApi } = await import(/* @vite-ignore */ new URL('vips-es6.js', vipsFolder).href);
  const memory: { value: WebAssembly.Memory | null } = { value: null };
  const { result, workers } = recordWorkers(() =>
    script.default({
      dynamicLibraries: [...libraries],
      locateFile: (name) => new URL(name, vipsFolder).href,
      instantiateWasm(imports, onInstance) {
        const candidate = imports.env?.memory;
        if (candidate instanceof WebAssembly.Memory) memory.value = candidate;
        void WebAssembly.instantiate(module, imports).then((instance) => onInstance(instance, module));
        return {};
      },
      // What libvips has to say arrives in its exceptions.
      print: () => {},
      printErr: () => {},
    }),
  );
  const vips = await result;
  configure(vips, libraries);
  return {
    vips,
    libraries,
    memoryBytes: () => memory.value?.buffer.byteLength ?? 0,
    stop: () => {
      for (const worker of workers) worker.terminate();
    },
  };
}

function configure(vips: VipsApi, libraries: readonly Library[]): void {
  // Parallelism is across images: threads within one only wait for each other.
  vips.concurrency(1);
  // No operation is ever asked for twice; a cache would only hold on to memory.
  vips.Cache.max(0);
  // Keeps loaders that nobody fuzzes away from bytes of strangers.
  vips.blockUntrusted(true);
  if (libraries.includes('vips-resvg.wasm')) vips.operationBlock('VipsForeignLoadSvg', false);
  if (libraries.includes('vips-jxl.wasm')) vips.operationBlock('VipsForeignLoadJxl', false);
}

/** Emscripten starts its thread workers in the call itself and shows them to nobody: without this they outlive the instance. */
function recordWorkers<T>(call: () => T): { result: T; workers: Worker[] } {
  const workers: Worker[] = [];
  const Original = globalThis.Worker;
  globalThis.Worker = class extends Original {
    constructor(url: string | URL, options?: WorkerOptions) {
      super(url, options);
      workers.push(this);
    }
  };
  try {
    return { result: call(), workers };
  } finally {
    globalThis.Worker = Original;
  }
}
