import type { Words } from '../../app/words.ts';
import { createQuantities } from './quantity.ts';

const { bytes, count } = createQuantities('en');

/** Counted for people, from 1. */
const size = (variant: number) => `Size ${variant + 1}`;

/** What the app itself has to say, in English: handed to it at the root. */
export const appEn = {
  reject(reason) {
    switch (reason.code) {
      case 'not-a-url':
        return 'This is not a link.';
      case 'malformed-url':
        return 'This link cannot be read; check it for typing errors.';
      case 'unsupported-scheme':
        return `Links that begin with ${reason.scheme}: cannot be fetched; use http or https.`;
      case 'local-path':
        return 'This is a file on your disk: drop it here instead.';
      case 'too-long':
        return `The link has ${count(reason.length)} characters; ${count(reason.limit)} are allowed.`;
    }
  },
  remark(code) {
    switch (code) {
      case 'credentials-removed':
        return 'The user name and password were removed from the link; it is fetched without them.';
      case 'scheme-added':
        return 'https:// was put in front.';
      case 'blanks-encoded':
        return 'Blanks in the link were encoded.';
    }
  },
  problem(problem) {
    switch (problem.code) {
      case 'no-variants':
        return 'Add at least one size.';
      case 'no-size':
        return `${size(problem.variant)} needs a width or a height.`;
      case 'bad-size':
        return `${size(problem.variant)}: the ${problem.side} must be a whole number from 1 to ${count(problem.limit)}.`;
      case 'bad-quality':
        return problem.variant === null
          ? 'Quality must be a whole number from 1 to 100.'
          : `${size(problem.variant)}: the level must be a whole number from 1 to 100.`;
      case 'bad-byte-limit':
        return `${size(problem.variant)}: the bound must be at least 1 kB.`;
      case 'bad-focal-point':
        return `${size(problem.variant)}: the focal point must lie inside the picture.`;
      case 'bad-background':
        return 'The background must be a colour such as #ffffff.';
      case 'stem-missing':
        return 'File names must contain {stem}, or all files would have the same name.';
      case 'unknown-placeholder':
        return `File names know {stem} and {variant}, but not ${problem.placeholder}.`;
      case 'folder-in-name':
        return 'File names cannot contain / or \\.';
      case 'name-too-long':
        return `File names would have up to ${count(problem.byteLength)} bytes; ${count(problem.limitBytes)} are allowed.`;
    }
  },
  noImages: 'Add at least one image first.',
  badTemplate: 'The upload URL must begin with https:// or http:// and contain {file}.',
  nothingRenders: 'This browser cannot run the image engine. A current version of Chrome, Edge, Firefox or Safari can.',
  notIsolated:
    'This page was served without the headers that its image engine needs (COOP and COEP), so it cannot make thumbnails. Start it with npm start, or see the README for other servers.',
  memoryShelf:
    'This browser does not let the page store files, so thumbnails are kept in memory: download the zip before you close or reload the tab.',
  shelfFull: (neededBytes) =>
    `The browser’s storage is full; ${bytes(neededBytes)} more are needed. Download the zip, free some disk space, then retry.`,
  resume: (done, total) => ({
    text: `An earlier run stopped at ${count(done)} of ${count(total)} images. Its thumbnails are still here.`,
    action: 'Go on with it',
  }),
} satisfies Omit<Words, 'failure'>;
