import { isoMedia, onePixelGif, pdf, psd, webm, zip } from '../../photos/crafted.ts';
import { toDistinct } from '../../photos/distinct.ts';
import { ends, type Fault } from '../fault.ts';

/** A whole answer with status 200 that is no picture. `toBody` gets the path, so that no two URLs give the same bytes. */
function impostor(
  name: string,
  does: string,
  type: string,
  file: string,
  endings: Pick<Fault, 'direct' | 'relay'>,
  toBody: (path: string) => Buffer | string,
): Fault {
  return {
    name,
    group: 'undecodable',
    does: `answers 200 with ${does}`,
    file,
    takes: 'a-moment',
    ...endings,
    answer: (exchange) => exchange.send(200, { 'Content-Type': type }, toBody(exchange.url.pathname)),
  };
}

const page = (path: string) =>
  `<!DOCTYPE html>\n<html><head><title>Photo not found</title></head><body><p>${encodeURI(path)}</p></body></html>`;

const marked = (bytes: Buffer) => (path: string) => toDistinct(bytes, path);

const imageless = ends(['not-an-image']);

const unsupported = ends(['unsupported']);

/** The relay lets nothing through that is no picture; it names what it found. */
const unrelayed = ends(['unsupported'], ['unsupported', 'not-an-image']);

export const impostorFaults: readonly Fault[] = [
  impostor('html', 'an HTML page', 'text/html; charset=utf-8', 'photo.jpg', imageless, page),
  impostor('html-as-image', 'an HTML page that is called image/jpeg', 'image/jpeg', 'photo.jpg', imageless, page),
  impostor('json', 'JSON', 'application/json', 'photo.jpg', imageless, (path) =>
    JSON.stringify({ error: 'gone', path }),
  ),
  impostor('text', 'plain text', 'text/plain', 'photo.png', imageless, (path) => `No such photo: ${path}\n`),
  impostor(
    'xml',
    'XML',
    'application/xml',
    'photo.jpg',
    imageless,
    (path) => `<?xml version="1.0"?><Error><Key>${encodeURI(path)}</Key></Error>`,
  ),
  impostor('noise', 'bytes that are nothing', 'image/jpeg', 'photo.jpg', imageless, marked(Buffer.alloc(5000, 0xa7))),
  impostor('zip', 'a ZIP archive', 'application/zip', 'photos.zip', imageless, marked(zip())),
  impostor('empty', 'no bytes at all', 'image/jpeg', 'photo.jpg', ends(['empty']), () => ''),
  {
    name: 'no-content',
    group: 'undecodable',
    does: 'answers 204',
    file: 'photo.jpg',
    takes: 'a-moment',
    ...ends(['empty', 'http']),
    answer: (exchange) => void exchange.response.writeHead(204).end(),
  },
  // The same bytes at every URL: that is how such pictures are met.
  impostor('one-pixel', 'a GIF of one pixel', 'image/gif', 'photo.gif', ends(['placeholder']), onePixelGif),
  impostor('pdf', 'a PDF', 'application/pdf', 'photo.pdf', unrelayed, marked(pdf())),
  impostor('mp4', 'an MP4 video', 'video/mp4', 'clip.mp4', unrelayed, marked(isoMedia('isom'))),
  impostor('webm', 'a WebM video', 'video/webm', 'clip.webm', unrelayed, marked(webm())),
  impostor('psd', 'a Photoshop document', 'image/vnd.adobe.photoshop', 'photo.psd', unsupported, marked(psd())),
  impostor(
    'heic',
    'an iPhone photo (the first box of one)',
    'image/heic',
    'photo.heic',
    // Of what is behind the first box, there is nothing.
    ends(['unsupported', 'truncated']),
    marked(isoMedia('heic')),
  ),
];
