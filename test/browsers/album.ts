import sharp from 'sharp';
import type { Size } from '../../src/core/geometry.ts';
import { seedPhotos } from '../photos/seed.ts';
import { createFaultServer } from '../servers/fault-server.ts';

/** A list of all formats that people have, half of it on a host that pages may read, half on one that takes the relay. */
export interface Album {
  urls: readonly string[];
  /** The `host:port` that only the relay can read. */
  closedHost: string;
  /** The exact height that a thumbnail of this width would have, and how one of this size looks when sharp makes it: RGB on white. */
  expected(url: string, size: Size): Promise<{ height: number; pixels: Buffer }>;
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
    async expected(url, { width, height }) {
      const upright = sharp(await (await fetch(url)).arrayBuffer()).rotate();
      const { data, info } = await upright.flatten({ background: '#fff' }).raw().toBuffer({ resolveWithObject: true });
      const image = sharp(data, { raw: info }).resize({ width, height, fit: 'fill' }).toColourspace('srgb');
      return { height: (width * info.height) / info.width, pixels: await image.raw().toBuffer() };
    },
    close: async () => void (await Promise.all(hosts.map((host) => host.close()))),
  };
}
