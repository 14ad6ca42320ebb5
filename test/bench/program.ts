import { downloadZip } from 'client-zip';
import sharp from 'sharp';
import type { Photo } from '../photos/photo.ts';

const widths = [200, 64, 32];

interface Output {
  name: string;
  input: Uint8Array;
}

/**
 * What a developer would write for Node: fetch, sharp with its defaults, zip; `lanes` images at a time. With one lane
 * it is the sequential program that this product started from.
 */
export async function runProgram(urls: readonly string[], lanes: number): Promise<number> {
  sharp.concurrency(1);
  sharp.cache(false);
  const outputs: Output[] = [];
  let next = 0;
  const lane = async () => {
    for (let index = next++; index < urls.length; index = next++) {
      const url = urls[index] as string;
      const source = Buffer.from(await (await fetch(url)).arrayBuffer());
      outputs.push(...(await toThumbnails(source, widths, `photo-${index}`)));
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return (await downloadZip(outputs).arrayBuffer()).byteLength;
}

/** Stage after stage, one thing at a time: all downloads, then all pictures, then the zip. */
export async function runSequentially(urls: readonly string[]): Promise<number> {
  sharp.concurrency(1);
  sharp.cache(false);
  const sources: Buffer[] = [];
  for (const url of urls) sources.push(Buffer.from(await (await fetch(url)).arrayBuffer()));
  const outputs: Output[] = [];
  for (const [index, source] of sources.entries())
    outputs.push(...(await toThumbnails(source, widths, `photo-${index}`)));
  return (await downloadZip(outputs).arrayBuffer()).byteLength;
}

/** The pictures alone: sources and results in memory, `lanes` images at a time. */
export async function renderAll(photos: readonly Photo[], widths: readonly number[], lanes: number): Promise<void> {
  sharp.concurrency(1);
  sharp.cache(false);
  const rest = photos.values();
  const lane = async () => {
    for (const { name, bytes } of rest) await toThumbnails(bytes(), widths, name);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}

/** One decode at what the largest size needs, the smaller ones from it: the fastest that sharp does at full quality. */
export async function toThumbnails(source: Buffer, widths: readonly number[], stem: string): Promise<Output[]> {
  const [largest = 0, ...smaller] = widths;
  const { data, info } = await sharp(source).rotate().resize(largest).raw().toBuffer({ resolveWithObject: true });
  const raw = { width: info.width, height: info.height, channels: info.channels };
  const encode = async (width: number) => {
    const picture = sharp(data, { raw });
    const input = await (width === largest ? picture : picture.resize(width)).jpeg({ quality: 80 }).toBuffer();
    return { name: `${stem}_${width}.jpg`, input };
  };
  return Promise.all([largest, ...smaller].map(encode));
}
