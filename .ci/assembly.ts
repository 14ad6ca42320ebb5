import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { main } from 'assemblyscript/asc';
import type { Plugin } from 'vite';

const suffix = '.as.ts?wasm';

/**
 * Compiles AssemblyScript for Vite and Vitest: `import bytes from './loops.as.ts?wasm'` is the module as a `Uint8Array`.
 * The modules are a few kilobytes, so they travel inside the script that needs them.
 */
export function assembly(): Plugin {
  return {
    name: 'assembly',
    enforce: 'pre',
    async load(id) {
      if (!id.endsWith(suffix)) return null;
      const module = await compile(id.slice(0, id.indexOf('?')), (file) => this.addWatchFile(file));
      const base64 = Buffer.from(module).toString('base64');
      return { code: `export default Uint8Array.from(atob('${base64}'), (c) => c.charCodeAt(0));`, map: null };
    },
  };
}

/** @param onRead told of each file that the module is made of */
async function compile(file: string, onRead: (file: string) => void): Promise<Uint8Array> {
  const written = new Map<string, string | Uint8Array>();
  const options = ['-O3', '--noAssert', '--runtime', 'stub', '--enable', 'simd', '--use', 'abort='];
  const { error, stderr } = await main([file, '--outFile', 'module.wasm', '--baseDir', '/', ...options], {
    readFile: async (name, folder) => {
      const path = resolve(folder, name);
      const text = await readFile(path, 'utf8').catch(() => null);
      if (text !== null) onRead(path);
      return text;
    },
    writeFile: (name, contents) => void written.set(name, contents),
  });
  const module = written.get('module.wasm');
  if (error !== null || typeof module !== 'object') throw new Error(`${file}: ${error?.message}\n${stderr.toString()}`);
  return module;
}
