/** In a worker that is named so, the browser's own decoder for AVIF is lame from now on. */
export type Lameness = 'fails' | 'crawls' | 'kills';

const lameness = self.name as Lameness;
const Sound = globalThis.ImageDecoder;

globalThis.ImageDecoder = class extends Sound {
  readonly #isLame: boolean;

  constructor(init: ImageDecoderInit) {
    super(init);
    this.#isLame = init.type === 'image/avif';
  }

  override decode(options?: ImageDecodeOptions): Promise<ImageDecodeResult> {
    if (this.#isLame && lameness === 'fails') return Promise.reject(new TypeError('lame'));
    // What the machine under WebAssembly throws when it is at its end.
    if (this.#isLame && lameness === 'kills') return Promise.reject(new RangeError('lame'));
    if (this.#isLame) dawdle(2_000);
    return super.decode(options);
  }
};

/** As an interpreter of machine code does: it takes the thread along. */
function dawdle(ms: number): void {
  const endMs = performance.now() + ms;
  while (performance.now() < endMs);
}
