import type { Words as AppWords } from '../../app/words.ts';
import { createQuantities } from './quantity.ts';

const { bytes, count } = createQuantities('en');

const size = (variant: number | null) => (variant === null ? 'The recipe' : `Size ${variant + 1}`);

/** What the app itself says, outside of any part of the page: why a line was left out, why nothing can begin. */
export const appEn: Omit<AppWords, 'failure'> = {
  reject(reason) {
    switch (reason.code) {
      case 'not-a-url':
        return 'This is not a link.';
      case 'malformed-url':
        return 'This link is broken; look for a typing error.';
      case 'unsupported-scheme':
        return `Links that begin with ${reason.scheme}: cannot be fetched; use http or https.`;
      case 'local-path':
        return 'This is a path on your disk; drop the file onto the page instead.';
      case 'too-long':
        return `This is ${count(reason.length)} characters long; a link may have ${count(reason.limit)}.`;
    }
  },
  remark(code) {
    switch (code) {
      case 'credentials-removed':
        return 'The name and password in this link were left out; they are never sent.';
      case 'scheme-added':
        return 'https:// was put in front of it.';
      case 'blanks-encoded':
        return 'Blanks in this link were encoded.';
    }
  },
  problem(problem) {
    switch (problem.code) {
      case 'no-variants':
        return 'Add at least one size.';
      case 'no-size':
        return `${size(problem.variant)} needs a width or a height.`;
      case 'bad-size':
        return `${size(problem.variant)}: the ${problem.side} must be between 1 and ${count(problem.limit)} pixels.`;
      case 'bad-quality':
        return `${size(problem.variant)}: quality goes from 1 to 100.`;
      case 'bad-byte-limit':
        return `${size(problem.variant)}: the weight limit must be at least 1 byte.`;
      case 'bad-focal-point':
        return `${size(problem.variant)}: the focal point lies outside of the picture.`;
      case 'bad-background':
        return 'The background must be a colour like #ffffff.';
      case 'stem-missing':
        return 'The name needs {stem}, or all thumbnails would have the same one.';
      case 'unknown-placeholder':
        return `The name knows {stem} and {variant}, not ${problem.placeholder}.`;
      case 'folder-in-name':
        return 'The name cannot hold a slash.';
      case 'name-too-long':
        return `The name is too long: ${count(problem.byteLength)} bytes of the ${count(problem.limitBytes)} that file systems take.`;
    }
  },
  noImages: 'Paste links or add files first.',
  badTemplate: 'The upload needs an address that begins with http and holds {file}.',
  nothingRenders:
    'Images cannot be drawn in this browser: its image engine did not start. Reload the page, or try Chrome, Edge or Firefox.',
  notIsolated:
    'This page was served without its isolation headers, so it draws with the browser’s own canvas: somewhat softer, and without AVIF. The readme says which headers to add.',
  memoryShelf:
    'This browser lets nothing be kept on disk (a private window?): thumbnails are held in memory, and closing the tab loses them.',
  shelfFull: (neededBytes) =>
    `The disk space of this page is used up; ${bytes(neededBytes)} more are needed. What is done is kept: make room, then press Resume.`,
  resume: (done, total) => ({
    text: `A run was interrupted with ${count(done)} of ${count(total)} images done.`,
    action: `Resume ${count(done)} of ${count(total)}`,
  }),
};
