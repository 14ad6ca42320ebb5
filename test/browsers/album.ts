import sharp, { type Sharp } from 'sharp';
import { seedPhotos } from '../photos/seed.ts';
import { createFaultServer } from '../servers/fault-server.ts';

/** Pixels, as sharp takes them: `sharp(data, { raw })`. */
export interface Pixels {
  data: Buffer;
  raw: { width: number; height: number; channels: 3 };
}

/** A list of all formats that people have, half of it on a host that pages may read, half on one that takes the relay. */
export interface Album {
  urls: readonly string[];
  /** The `host:port` that only the relay can read. */
  closedHost: string;
  /** The picture at this URL as sharp sees it: upright RGB on white. */
  original(url: string): Promise<Pixels>;
  close(): Promise<void>;
}

const oddOnes = [
  ['png', 'webp', 'avif', 'svg', 'rotated-jpeg'],
  ['palette-png', 'grey-alpha-png', 'cmyk-jpeg', 'gif', 'tiff', 'progressive-jpeg'],
];

export async function openAlbum(): Promise<Album> {
  const photos = await seedPhotos();
  const picture = async (path: string) => photos[Number(/photo-(\d)/.exec(path)?.[1])]?.bytes() as Buffer;
  const hosts = [await createFaultServer({ cors: true, picture }), await createFaultServer({ cors: false, picture })];
  const urls = hosts.flatMap((host, index) => [
    ...[0, 1, 2].map((number) => host.url('healthy', `photo-${index * 3 + number}`)),
    ...(oddOnes[index] ?? []).map((kind) => host.url(kind)),
  ]);
  return {
    urls,
    closedHost: hosts[1]?.host ?? '',
    original: async (url) => toPixels(sharp(await (await fetch(url)).arrayBuffer()).rotate()),
    close: async () => void (await Promise.all(hosts.map((host) => host.close()))),
  };
}

/** This picture in RGB on white. */
export async function toPixels(image: Sharp): Promise<Pixels> {
  const flat = image.flatten({ background: '#fff' }).toColourspace('srgb');
  const { data, info } = await flat.raw().toBuffer({ resolveWithObject: true });
  return { data, raw: { width: info.width, height: info.height, channels: 3 } };
}
