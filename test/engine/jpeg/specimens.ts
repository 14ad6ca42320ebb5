import { createRequire } from 'node:module';
import type Vips from 'wasm-vips';

type Module = (options: { dynamicLibraries: string[] }) => Promise<typeof Vips>;

/** libvips with libjpeg-turbo, on Node: makes what sharp cannot, and shrinks as our decoder should. */
export async function startOracle() {
  const start: Module = createRequire(import.meta.url)('wasm-vips');
  const vips = await start({ dynamicLibraries: [] });
  vips.concurrency(1);
  return {
    /** @param options of libvips' `jpegsave` */
    encode(pixels: Uint8Array, { width, height, bands }: Shape, options: Record<string, unknown>): Uint8Array {
      const image = vips.Image.newFromMemory(pixels, width, height, bands, vips.BandFormat.uchar);
      const meant = image.copy({ interpretation: bands === 1 ? 'b-w' : 'srgb' });
      const bytes = meant.jpegsaveBuffer(options);
      meant.delete();
      image.delete();
      return bytes;
    },
    /** What libjpeg-turbo makes of it at 1/8 or 1/4, sides rounded down: rows of red, green and blue. */
    shrink(bytes: Uint8Array, eighths: 1 | 2 | 4): Oracle {
      const loaded = vips.Image.jpegloadBuffer(bytes, { shrink: 8 / eighths });
      const image = loaded.colourspace('srgb');
      const { width, height } = image;
      const pixels = Uint8Array.from(image.writeToMemory());
      image.delete();
      loaded.delete();
      return { pixels, width, height };
    },
    stop: () => vips.shutdown(),
  };
}

export interface Oracle {
  pixels: Uint8Array;
  width: number;
  height: number;
}

export interface Shape {
  width: number;
  height: number;
  bands: 1 | 3;
}
