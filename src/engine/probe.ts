/** A grey-green square of 32 × 32 pixels. */
const tinyJpeg =
  '/9j/2wBDABALDA4MChAODQ4SERATGCgaGBYWGDEjJR0oOjM9PDkzODdASFxOQERXRTc4UG1RV19iZ2hnPk1xeXBkeFxlZ2P/2wBDARESEhgVGC8aGi9jQjhCY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2P/wAARCAAgACADASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAT/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/8QAFgEBAQEAAAAAAAAAAAAAAAAAAAME/8QAFBEBAAAAAAAAAAAAAAAAAAAAAP/aAAwDAQACEQMRAD8AsAYkgAAAAAH/2Q==';

function tinyJpegBytes(): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(tinyJpeg), (character) => character.charCodeAt(0));
}

/** wasm-vips has threads, and without shared memory they would let it hang at its start. `crossOriginIsolated` may lie. */
export function canRunVips(): boolean {
  return typeof SharedArrayBuffer !== 'undefined';
}

/**
 * Whether the browser's JPEG decoder is one to rely on: delivers a smaller picture when it is asked for one, and refuses
 * half a file. Chromium does; Firefox takes the wish and ignores it; WebKit has no `ImageDecoder`.
 */
export async function shrinksJpeg(): Promise<boolean> {
  if (typeof ImageDecoder === 'undefined') return false;
  const whole = tinyJpegBytes();
  return (await decodedWidth(whole)) === 8 && (await decodedWidth(whole.slice(0, -4))) === null;
}

/** Pixels, of 32, when a quarter is asked for; `null` if the decoder refuses. */
async function decodedWidth(data: Uint8Array<ArrayBuffer>): Promise<number | null> {
  const decoder = new ImageDecoder({ data, type: 'image/jpeg', desiredWidth: 9, desiredHeight: 9 });
  try {
    const { image } = await decoder.decode();
    const { codedWidth } = image;
    image.close();
    return codedWidth;
  } catch {
    return null;
  } finally {
    decoder.close();
  }
}
