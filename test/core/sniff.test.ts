import { expect, test } from 'vitest';
import { sniff } from '../../src/core/sniff.ts';
import { toBox } from '../fixtures/bytes/boxes.ts';
import { type Field, toTiff } from '../fixtures/bytes/tiff.ts';

/** Bytes written as Latin-1. */
function latin(text: string): Buffer {
  return Buffer.from(text, 'latin1');
}

function ftyp(...brands: readonly [string, ...string[]]): Buffer {
  const [main, ...others] = brands;
  return toBox('ftyp', latin(`${main}\0\0\0\0${others.join('')}`));
}

/** A camera's file: a preview in the first directory, the sensor's picture (colour filter array) below it. */
function raw(make: string): Buffer {
  const preview: Field[] = [
    [254, { long: [1] }],
    [256, { long: [160] }],
    [257, { long: [120] }],
    [262, { short: [2] }],
    [271, { ascii: make }],
    [330, { directories: [1] }],
  ];
  return toTiff({ order: 'MM', directories: [{ fields: preview }, { fields: [[262, { short: [32_803] }]] }] });
}

const unsupported: [kind: string, bytes: Uint8Array][] = [
  ['PDF document', latin('%PDF-1.7\n')],
  ['Photoshop file', latin('8BPS\0\x01')],
  ['PostScript file', latin('%!PS-Adobe-3.0 EPSF-3.0')],
  ['EPS file', latin('\xc5\xd0\xd3\xc6\x20\0\0\0')],
  ['JPEG 2000 image', latin('\0\0\0\x0cjP  \r\n\x87\n')],
  ['JPEG 2000 image', latin('\xff\x4f\xff\x51\0\x2f')],
  ['JPEG XR image', latin('II\xbc\x01\x20\0\0\0')],
  ['OpenEXR image', latin('v/1\x01\x02\0\0\0')],
  ['Radiance HDR image', latin('#?RADIANCE\n')],
  ['DDS texture', latin('DDS |\0\0\0')],
  ['QOI image', latin('qoif\0\0\0\x10')],
  ['PNM image', latin('P6\n640 480\n255\n')],
  ['GIMP file', latin('gimp xcf file\0')],
  ['WebM video', latin('\x1a\x45\xdf\xa3\x9fB\x86\x81\x01B\x82\x84webm')],
  ['Matroska video', latin('\x1a\x45\xdf\xa3\xa3B\x86\x81\x01B\x82\x88matroska')],
  ['AVI video', latin('RIFF\x10\0\0\0AVI LIST')],
  ['WAV audio', latin('RIFF\x10\0\0\0WAVEfmt ')],
  ['MP4 video', ftyp('isom', 'isom', 'iso2', 'avc1', 'mp41')],
  ['MP4 video', ftyp('mp42', 'mp42', 'isom')],
  ['QuickTime video', ftyp('qt  ', 'qt  ')],
  ['QuickTime video', toBox('moov')],
  ['3GP video', ftyp('3gp4', 'isom')],
  ['M4A audio', ftyp('M4A ', 'isom')],
  ['MP3 audio', latin('ID3\x04\0\0')],
  ['MP3 audio', latin('\xff\xfb\x90\x64')],
  ['Ogg audio or video', latin('OggS\0\x02')],
  ['iPhone-optimised PNG', latin('\x89PNG\r\n\x1a\n\0\0\0\x04CgBI')],
  ['Canon camera RAW (CR2)', latin('II*\0\x10\0\0\0CR\x02\0')],
  ['Canon camera RAW (CR3)', ftyp('crx ', 'crx ', 'isom')],
  ['Nikon camera RAW (NEF)', raw('NIKON CORPORATION')],
  ['Sony camera RAW (ARW)', raw('SONY')],
  ['camera RAW', raw('ACME')],
  ['camera RAW (DNG)', toTiff({ order: 'II', directories: [{ fields: [[50_706, { long: [1] }]] }] })],
  ['Fujifilm camera RAW (RAF)', latin('FUJIFILMCCD-RAW 0201')],
  ['Olympus camera RAW (ORF)', latin('IIRO\x08\0\0\0')],
  ['Panasonic camera RAW (RW2)', latin('IIU\0\x18\0\0\0')],
  ['DICOM image', latin(`${'\0'.repeat(128)}DICM`)],
];

const otherFiles: [found: string, bytes: Uint8Array][] = [
  ['HTML', latin('<!DOCTYPE html><html><head>')],
  ['HTML', latin('\n<!-- saved page -->\n<HTML lang="en">')],
  ['HTML', latin('<div class="error">Not found</div>')],
  ['HTML', latin('<html><body><svg width="9" height="9"></svg>')],
  ['HTML', Buffer.from('\uFEFF<!doctype HTML>', 'utf16le')],
  ['XML', latin('<?xml version="1.0"?><Error><Code>AccessDenied</Code></Error>')],
  ['XML', latin('<rss version="2.0"><channel/></rss>')],
  ['JSON', latin('{"error": "not found"}')],
  ['JSON', latin(' [ {"id": 1} ]')],
  ['JSON', latin('{}')],
  ['plain text', latin('404 page not found\n')],
  ['plain text', Buffer.from('Größe: 3 px ✓')],
  ['plain text', latin('BMW and MZ made motorcycles; {so what}')],
  ['plain text', latin('GIF files are fun')],
  ['ZIP archive', latin('PK\x03\x04\x14\0')],
  ['gzip data', latin('\x1f\x8b\x08\0')],
  ['7-Zip archive', latin('7z\xbc\xaf\x27\x1c')],
  ['tar archive', latin(`${'a'.repeat(257)}ustar\0`)],
  ['Windows program', latin('MZ\x90\0\x03\0\0\0')],
  ['Linux program', latin('\x7fELF\x02\x01')],
  ['WebAssembly program', latin('\0asm\x01\0\0\0')],
  ['font', latin('wOF2\0\x01\0\0')],
  ['Office document', latin('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1')],
  ['damaged PNG file', latin('\x89PNG\n\x1a\n\0\0\0\rIHDR')],
  ['unknown data', latin('\x01\x02\x03\xfe\xff\x80')],
  ['unknown data', new Uint8Array(1000)],
  ['unknown data', latin('\xff')],
];

test.each(unsupported)('%s is unsupported by name', (kind, bytes) => {
  expect(sniff(bytes)).toEqual({ is: 'unsupported', kind });
});

test.each(otherFiles)('%s is not an image', (found, bytes) => {
  expect(sniff(bytes)).toEqual({ is: 'not-an-image', found });
});

test('no bytes are empty', () => {
  expect(sniff(new Uint8Array())).toEqual({ is: 'empty' });
});

test.each([
  ['jpeg', latin('\xff\xd8\xff\xe0\0\x10JFIF\0')],
  ['jpeg', latin('\xff\xd8')],
  ['jpeg', latin('\xff\xd8\xff\xd9')],
  ['png', latin('\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0')],
  ['gif', latin('GIF89a\x10\0')],
  ['webp', latin('RIFF\x10\0\0\0WEBPVP8X\x0a\0\0\0\x10')],
  ['tiff', latin('II*\0\xff\xff\xff\0')],
  ['avif', ftyp('avif', 'mif1')],
  ['heic', ftyp('heic', 'mif1')],
  ['svg', latin('<svg width="10" hei')],
  ['bmp', latin('BM\x40\0\0\0\0\0\0\0\x36\0')],
  ['ico', latin('\0\0\x01\0\x02\0\x10\x10\0\0\x01\0')],
  ['jxl', latin('\xff\x0a\xba')],
])('a %s that ends before its size is truncated', (kind, bytes) => {
  expect(sniff(bytes)).toEqual({ is: 'truncated', kind });
});
