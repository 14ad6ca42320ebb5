import type { Words } from '../../app/words.ts';
import { createQuantities } from './quantity.ts';

const { bytes, count } = createQuantities('en');

/** Counted for people, from 1. */
const size = (variant: number) => `Size ${variant + 1}`;

const images = (total: number) => `${count(total)} ${total === 1 ? 'image' : 'images'}`;

/** Names enough to find the folder by. */
function someOf(names: readonly string[]): string {
  const shown = names.slice(0, 5).join(', ');
  return names.length > 5 ? `${shown} and ${count(names.length - 5)} more` : shown;
}

type Detour = Parameters<Words['detour']>[0];

const decoders: Record<Detour['route'], string> = {
  'jpeg-to-jpeg': 'this page’s own way from JPEG to JPEG',
  'quick-jpeg': 'this page’s own JPEG decoder',
  'platform-jpeg': 'the browser’s JPEG decoder',
  'quick-png': 'this page’s own PNG decoder',
  platform: 'the browser’s decoder',
  vips: 'the image library libvips',
  svg: 'the SVG drawer resvg',
  animation: 'libvips for animations',
  canvas: 'the browser’s canvas',
};

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
  nothingRenders:
    'Pictures cannot be drawn in this browser: its image engine did not start. Reload the page, or try another browser.',
  notIsolated:
    'This page has no shared memory, so it draws with the browser’s own canvas: somewhat softer, without SVG and TIFF files, and nothing is written as AVIF. Either this browser gives none, or the page was served without its isolation headers, which the readme names.',
  vipsHangs:
    'The image library libvips did not start in this browser within half a minute, so the browser’s own canvas draws: somewhat softer, without SVG and TIFF files, and nothing is written as AVIF. To try it again, reload the page.',
  isolatedByReload: {
    text: 'This page can do more once it is reloaded: until then it draws somewhat softer, and without AVIF. Your list will have to be added again.',
    action: 'Reload',
  },
  update: {
    text: 'A new version of this page is ready. Download finished thumbnails before you reload.',
    action: 'Reload',
  },
  linkedRecipe: { text: 'Sizes and formats are now as the link says.', action: 'Back to mine' },
  badLink: 'The sizes and formats in this link cannot be read; yours are unchanged.',
  memoryShelf:
    'This browser keeps nothing on disk (a private window?): thumbnails stay in memory, and closing the tab loses them. Download the zip first.',
  shelfFull: (neededBytes) =>
    `The disk space of this page is used up; ${bytes(neededBytes)} more are needed. What is done is kept: make room, then press Resume.`,
  resume: (done, total) => ({
    text: `A run was interrupted with ${count(done)} of ${count(total)} images done. They are still here.`,
    action: `Resume ${count(done)} of ${count(total)}`,
  }),
  resumeNeeds: (files, address) =>
    [
      files.length > 0 &&
        `Browsers do not remember files: to have them made, add ${files.length === 1 ? 'this one' : `these ${count(files.length)}`} again: ${someOf(files)}.`,
      address && 'The upload URL was not kept, because it may hold a secret: enter it again.',
      'Then go on:',
    ]
      .filter(Boolean)
      .join(' '),
  lastRun: (total) => ({
    text: `The thumbnails of your last run (${images(total)}) are still here.`,
    action: 'Show them',
  }),
  discard: (total) => ({
    text: `That run (${images(total)}) stays on this disk, and is offered again next time.`,
    action: 'Delete it',
  }),
  runElsewhere: (done, total) =>
    `Another tab is making thumbnails: ${count(done)} of ${count(total)} images are through. It can be paused and downloaded there.`,
  offline: 'There is no network. The run waits, and goes on by itself.',
  detour({ kind, route, why, instead }) {
    const old = decoders[route];
    const found =
      why === 'failing'
        ? `${old} failed on one after the other, so ${decoders[instead]} opens them for the rest of this run.`
        : `${old} takes many times as long as it should in this browser, so ${decoders[instead]} opens them for the rest of this run.`;
    const meaning =
      instead === 'canvas'
        ? 'These thumbnails are somewhat softer.'
        : 'These thumbnails look the same, but for differences that hardly anyone can see.';
    return `${kind.toUpperCase()} pictures: ${found} ${meaning}`;
  },
} satisfies Omit<Words, 'failure'>;
