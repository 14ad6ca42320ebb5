import { crc32 } from '../../src/core/crc32.ts';
import type { ZipEntry } from '../../src/sinks/zip.ts';

/** An entry whose bytes are at hand. */
export function entryOf(name: string, bytes: Uint8Array): ZipEntry {
  return { name, byteLength: bytes.length, crc32: crc32(bytes), read: () => Promise.resolve(bytes) };
}

export function textEntry(name: string, text: string): ZipEntry {
  return entryOf(name, new TextEncoder().encode(text));
}

/** Names that have broken other archives. */
export const awkwardNames = [
  'plain_200.jpg',
  'Ünïcödé_64.png',
  '😀 family 👨‍👩‍👧 flag 🏴‍☠️.webp',
  'שלום עולם_32.jpg',
  'مرحبا\u202Egpj.exe.jpg',
  '日本語の名前_200x200.avif',
  `${'a'.repeat(240)}.jpg`,
  'quote\' and "double" & percent%20.jpg',
  'folder/inside a folder.gif',
];
