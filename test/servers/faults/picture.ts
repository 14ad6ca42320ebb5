import { gzipSync } from 'node:zlib';
import sharp from 'sharp';
import { bmp, ico } from '../../photos/crafted.ts';
import { toDistinct } from '../../photos/distinct.ts';
import { type SpecimenKind, specimen } from '../../photos/specimen.ts';
import { externalSvg, scriptSvg, simpleSvg } from '../../photos/svg.ts';
import { type Endings, ends, type Fault, type FaultSite } from '../fault.ts';

/** A whole answer with a picture that is odd or damaged; in different bytes for each path. */
function serves(
  name: string,
  does: string,
  type: string | null,
  file: string,
  endings: Endings,
  toPicture: (site: FaultSite) => Buffer | Promise<Buffer>,
): Fault {
  return {
    name,
    group: endings === done ? 'healthy' : 'undecodable',
    does: `serves ${does}`,
    file,
    takes: 'a-moment',
    ...ends(endings),
    async answer(exchange, site) {
      const body = toDistinct(await toPicture(site), exchange.url.pathname);
      await exchange.send(200, type === null ? {} : { 'Content-Type': type }, body);
    },
  };
}

const done: Endings = ['done'];

/** Damage may be seen as such, or as a picture that ends too early; it is never done. */
const broken: Endings = ['corrupt', 'truncated'];

const sound = (name: string, does: string, type: string, file: string, kind: SpecimenKind) =>
  serves(name, does, type, file, done, () => specimen(kind));

/** A picture with 400 bytes of its middle replaced. */
async function damaged(kind: SpecimenKind): Promise<Buffer> {
  const bytes = Buffer.from(await specimen(kind));
  const middle = Math.floor(bytes.length / 2);
  return bytes.fill(0x5a, middle, middle + 400);
}

/** A JPEG whose first Huffman table says more codes than there can be: no decoder gets past it. */
async function damagedTables(): Promise<Buffer> {
  const bytes = Buffer.from(await specimen('jpeg'));
  const table = bytes.indexOf(Buffer.from([0xff, 0xc4]));
  return bytes.fill(0xff, table + 5, table + 21);
}

/** A WebP whose frame header (RFC 6386, 9.1) gives its first part more bytes than there are; its size can still be read. */
async function damagedWebp(): Promise<Buffer> {
  return Buffer.from(await specimen('webp')).fill(0xff, 21, 23);
}

/** A picture with `Content-Encoding: gzip`, in truth or not. */
function encoded(
  name: string,
  does: string,
  group: Fault['group'],
  endings: Pick<Fault, 'direct' | 'relay'>,
  toBody: (picture: Buffer) => Buffer,
): Fault {
  return {
    name,
    group,
    does: `serves ${does}`,
    file: 'photo.jpg',
    takes: 'a-moment',
    ...endings,
    async answer(exchange, { picture }) {
      const body = toBody(await picture(exchange.url.pathname));
      await exchange.send(200, { 'Content-Type': 'image/jpeg', 'Content-Encoding': 'gzip' }, body);
    },
  };
}

export const pictureFaults: readonly Fault[] = [
  encoded('gzip', 'a good JPEG, gzipped on the way', 'healthy', ends(done), (picture) => gzipSync(picture)),
  encoded(
    'false-gzip',
    'a good JPEG that is called gzipped and is not',
    'undecodable',
    // A browser gives no bytes and no reason.
    ends(['truncated', 'unreadable'], ['not-an-image', 'unreachable']),
    (picture) => picture,
  ),
  serves('wrong-type', 'a good JPEG as text/plain', 'text/plain', 'photo.jpg', done, () => specimen('jpeg')),
  serves('no-type', 'a good JPEG without a Content-Type', null, 'photo.jpg', done, () => specimen('jpeg')),
  sound('wrong-name', 'a good PNG that is called .jpg and image/jpeg', 'image/jpeg', 'photo.jpg', 'png'),
  sound('progressive-jpeg', 'a progressive JPEG', 'image/jpeg', 'photo.jpg', 'progressive-jpeg'),
  sound('cmyk-jpeg', 'a CMYK JPEG', 'image/jpeg', 'photo.jpg', 'cmyk-jpeg'),
  sound('grey-jpeg', 'a grey JPEG', 'image/jpeg', 'photo.jpg', 'grey-jpeg'),
  sound('rotated-jpeg', 'a JPEG with EXIF orientation 6', 'image/jpeg', 'photo.jpg', 'rotated-jpeg'),
  sound('png', 'a PNG', 'image/png', 'photo.png', 'png'),
  sound('png-16', 'a PNG of 16 bits per channel', 'image/png', 'photo.png', 'png-16'),
  sound('interlaced-png', 'an interlaced PNG', 'image/png', 'photo.png', 'interlaced-png'),
  sound('palette-png', 'a PNG with a palette', 'image/png', 'photo.png', 'palette-png'),
  sound('grey-alpha-png', 'a grey PNG with transparency', 'image/png', 'photo.png', 'grey-alpha-png'),
  sound('thin-png', 'a PNG of 65,535 × 1 pixels', 'image/png', 'photo.png', 'thin-png'),
  sound('webp', 'a WebP', 'image/webp', 'photo.webp', 'webp'),
  sound('avif', 'an AVIF', 'image/avif', 'photo.avif', 'avif'),
  sound('gif', 'a GIF', 'image/gif', 'photo.gif', 'gif'),
  sound('tiff', 'a TIFF', 'image/tiff', 'photo.tif', 'tiff'),
  sound('animated-gif', 'an animated GIF', 'image/gif', 'animation.gif', 'animated-gif'),
  // Left to the browser's own decoder, where it has one.
  serves('bmp', 'a BMP', 'image/bmp', 'photo.bmp', ['done', 'unsupported'], bmp),
  serves('ico', 'an icon', 'image/x-icon', 'icon.ico', ['done', 'unsupported'], async () =>
    ico(
      await sharp(await specimen('png'))
        .resize(64, 48)
        .png()
        .toBuffer(),
      64,
      48,
    ),
  ),
  serves('svg', 'a plain SVG', 'image/svg+xml', 'drawing.svg', done, simpleSvg),
  serves(
    'svg-script',
    'an SVG full of scripts',
    'image/svg+xml',
    'drawing.svg',
    ['done', 'corrupt', 'unsupported'],
    ({ canary }) => scriptSvg(canary),
  ),
  serves(
    'svg-external',
    'an SVG full of references to elsewhere',
    'image/svg+xml',
    'drawing.svg',
    ['done', 'corrupt', 'unsupported'],
    ({ canary }) => externalSvg(canary),
  ),
  // Wrong bits in a JPEG's scan are pixels too, as far as any decoder can tell.
  serves('corrupt-jpeg', 'a JPEG with damage in its middle', 'image/jpeg', 'photo.jpg', ['done', ...broken], () =>
    damaged('jpeg'),
  ),
  serves('corrupt-jpeg-tables', 'a JPEG with impossible tables', 'image/jpeg', 'photo.jpg', broken, damagedTables),
  serves('corrupt-png', 'a PNG with damage in its middle', 'image/png', 'photo.png', broken, () => damaged('png')),
  serves('corrupt-webp', 'a WebP with an impossible length inside', 'image/webp', 'photo.webp', broken, damagedWebp),
];
