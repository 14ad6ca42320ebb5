import { expect, test } from 'vitest';
import { judge } from '../../src/relay/signature.ts';

const bytes = (start: string | number[], length = 64) => {
  const head = Buffer.alloc(length, 0x41);
  (typeof start === 'string' ? Buffer.from(start, 'latin1') : Buffer.from(start)).copy(head);
  return head;
};

const bmp = bytes([0x42, 0x4d, 99, 0, 0, 0, 0, 0, 0, 0, 54, 0, 0, 0, 40, 0, 0, 0]);
const ico = bytes([0, 0, 1, 0, 1, 0, 16, 16, 0, 0, 1, 0, 32, 0, 0, 1, 0, 0, 22, 0, 0, 0]);

test.each<[string, Buffer]>([
  ['JPEG', bytes('\xff\xd8\xff\xe0')],
  ['PNG', bytes('\x89PNG\r\n\x1a\n')],
  ['GIF', bytes('GIF89a')],
  ['WebP', bytes('RIFF\0\0\0\0WEBPVP8 ')],
  ['TIFF', bytes('II*\0')],
  ['TIFF, big-endian', bytes('MM\0*')],
  ['AVIF', bytes('\0\0\0\x20ftypavif')],
  ['HEIC', bytes('\0\0\0\x20ftypheic')],
  ['JPEG XL', bytes('\xff\x0a')],
  ['JPEG XL in its box', bytes('\0\0\0\x0cJXL \r\n\x87\n')],
  ['JPEG 2000', bytes('\0\0\0\x0cjP  \r\n\x87\n')],
  ['PSD', bytes('8BPS\0\x01')],
  ['BMP', bmp],
  ['ICO', ico],
  ['SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"></svg>')],
  [
    'SVG with BOM, declaration, comment, type',
    Buffer.from('\ufeff <?xml version="1.0"?><!--<p>--><!DOCTYPE svg><svg >'),
  ],
  ['SVG with a prefix', Buffer.from('<svg:svg xmlns:svg="http://www.w3.org/2000/svg">')],
])('%s is a picture', (_name, head) => {
  expect(judge(head, false)).toBe('image');
});

test.each<[string, Buffer]>([
  ['HTML', Buffer.from('<!doctype html><meta charset=utf-8><title>Photo</title>')],
  ['HTML', Buffer.from('  \n<html lang="en"><body>one two three four five')],
  ['HTML', Buffer.from('<!-- <svg> --><div class="error">this is no picture</div>')],
  ['HTML', Buffer.from('<script>location="https://evil.example/"</script>')],
  ['XML', Buffer.from('<?xml version="1.0"?><rss version="2.0"><svg></svg></rss>')],
  ['XML', Buffer.from('<Error><Code>AccessDenied</Code><Message>no</Message></Error>')],
  ['JSON', Buffer.from('{"secret": "something of an internal service"}')],
  ['JSON', Buffer.from('[{"secret": "something of an internal service"}]')],
  ['text', Buffer.from('BMW is a maker of cars and not a bitmap of any kind')],
  ['text', Buffer.from('root:x:0:0:root:/root:/bin/bash\ndaemon:x:1:1:daemon')],
  ['text', Buffer.from('SSH-2.0-OpenSSH_9.6 and so on, and so on, and so on')],
  ['PDF', bytes('%PDF-1.7\n')],
  ['ZIP', bytes('PK\x03\x04')],
  ['gzip', bytes('\x1f\x8b\x08')],
  ['video', bytes('\0\0\0\x18ftypmp42')],
  ['video', bytes('\x1a\x45\xdf\xa3')],
  ['audio', bytes('ID3\x04')],
  ['unknown data', Buffer.alloc(64)],
  ['unknown data', bytes('\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0>\0\x01\0\0\0')],
  ['unknown data', Buffer.from(Array.from({ length: 64 }, (_, index) => (index * 37 + 128) % 256))],
  ['unknown data', bytes('\0\0\x01\0\0\0')],
])('%s is not a picture', (found, head) => {
  expect(judge(head, true)).toEqual({ found });
  expect(judge(head, false)).toEqual({ found });
});

test('too little to tell is only a verdict when nothing more comes', () => {
  expect(judge(Buffer.from('\xff\xd8\xff', 'latin1'), false)).toBe('unclear');
  expect(judge(Buffer.from('\xff\xd8\xff', 'latin1'), true)).toBe('image');
  expect(judge(Buffer.from('ok'), true)).toEqual({ found: 'text' });
  const open = Buffer.from('<?xml version="1.0"?><!-- a comment that goes on');
  expect(judge(open, false)).toBe('unclear');
  expect(judge(open, true)).toEqual({ found: 'XML' });
  expect(judge(Buffer.from(`${' '.repeat(40)}<sv`), false)).toBe('unclear');
});
