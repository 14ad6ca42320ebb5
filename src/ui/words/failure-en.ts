import type { Failure, FailureCode, PlaceholderEvidence } from '../../core/failure.ts';
import { createQuantities } from './quantity.ts';

/** What happened and what a person can do about it: one sentence each. */
export interface Explanation {
  what: string;
  todo: string;
}

export type FailureOf<Code extends FailureCode> = Extract<Failure, { code: Code }>;

/** One entry for every code; the compiler misses none. */
export type FailureTable = { [Code in FailureCode]: (failure: FailureOf<Code>) => Explanation };

const { bytes, duration, count } = createQuantities('en');

const httpStatuses: Record<number, Explanation> = {
  401: { what: 'The host wants a login (401).', todo: 'Download it where you are logged in, then drop the file here.' },
  403: {
    what: 'The host refuses to hand it out (403).',
    todo: 'The link may have expired or may work only on its own site; get a fresh link.',
  },
  404: { what: 'There is nothing at this address (404).', todo: 'Check the link for typing errors.' },
  410: { what: 'The picture was removed (410).', todo: 'Take the line out of the list.' },
  429: { what: 'The host says it is asked too often (429).', todo: 'Wait a little, then retry.' },
  451: { what: 'The picture is withheld for legal reasons (451).', todo: 'Take the line out of the list.' },
};

function explainStatus(status: number): Explanation {
  const known = httpStatuses[status];
  if (known !== undefined) return known;
  if (status >= 500) return { what: `The host has a problem of its own (${status}).`, todo: 'Retry later.' };
  return { what: `The host answered with status ${status}.`, todo: 'Open the link in a tab to see why.' };
}

const stages: Record<FailureOf<'timed-out'>['stage'], Explanation> = {
  headers: { what: 'The host did not answer', todo: 'Retry; if it stays silent, the host is down or overloaded.' },
  idle: { what: 'The download stood still', todo: 'Retry; the connection or the host is unsteady.' },
  total: { what: 'The download was not finished', todo: 'Retry, or download it yourself and drop the file here.' },
  render: { what: 'The picture could not be drawn', todo: 'It is unusually heavy: make it smaller first, then retry.' },
  deliver: { what: 'The upload was not finished', todo: 'Retry; the thumbnails are kept and not made again.' },
};

const unreachable: Record<string, string> = {
  ENOTFOUND: 'there is no host of this name',
  EAI_AGAIN: 'its name could not be looked up',
  ECONNREFUSED: 'it refuses connections',
  ECONNRESET: 'it broke the connection off',
  ETIMEDOUT: 'it does not answer',
  CERT_HAS_EXPIRED: 'its certificate has expired',
};

function tellEvidence(evidence: PlaceholderEvidence): string {
  switch (evidence.kind) {
    case 'dot':
      return `it has ${evidence.width} × ${evidence.height} pixels`;
    case 'repeated':
      return `more than ${evidence.addresses} addresses give this very picture, the first is ${evidence.first}`;
  }
}

/** Failures in English. Codes and numbers stay in the sentence, so that a report can be searched for them. */
export const failureEn = {
  http: ({ status }) => explainStatus(status),
  unreachable: ({ host, reason }) => ({
    what: `${host} cannot be reached: ${unreachable[reason] ?? reason}.`,
    todo: 'Check the name in the link and your connection, then retry.',
  }),
  unreadable: ({ host }) => ({
    what: `${host} is down, or does not let other pages read its pictures.`,
    todo: 'Start Thumbnail Maker with its relay (npm start), or download the pictures and drop the files here.',
  }),
  'blocked-by-cors': ({ host }) => ({
    what: `${host} does not let other pages read its pictures (no CORS).`,
    todo: 'Start Thumbnail Maker with its relay (npm start), or download the pictures and drop the files here.',
  }),
  'refused-by-relay': ({ host, reason }) => ({
    what: `The relay may not fetch from ${host}: ${reason}.`,
    todo: 'Only public addresses are allowed; whoever runs the relay can name others in RELAY_ALLOW.',
  }),
  'too-many-redirects': ({ host }) => ({
    what: `${host} keeps sending us on to another address.`,
    todo: 'Open the link in a tab and use the address where it ends.',
  }),
  'timed-out': ({ stage, afterMs }) => ({
    what: `${stages[stage].what} within ${duration(afterMs)}.`,
    todo: stages[stage].todo,
  }),
  'too-many-bytes': ({ limitBytes }) => ({
    what: `The file is larger than ${bytes(limitBytes)}.`,
    todo: 'Use a smaller version of the picture.',
  }),
  empty: () => ({ what: 'The file is empty (0 bytes).', todo: 'Check the original: it may not have been saved.' }),
  'not-an-image': ({ found }) => ({
    what: `This is not a picture but ${found}.`,
    todo: 'Use the address of the picture itself, not of the page that shows it.',
  }),
  unsupported: ({ kind }) => ({
    what: `${kind} pictures cannot be read.`,
    todo: 'Save it as JPEG, PNG, WebP or AVIF and drop the file here.',
  }),
  truncated: () => ({
    what: 'The picture ends in the middle.',
    todo: 'Retry; if it stays so, the original is damaged.',
  }),
  corrupt: ({ kind, detail }) => ({
    what: `The ${kind} picture is damaged: ${detail}.`,
    todo: 'Open the original in another program and save it anew.',
  }),
  'too-many-pixels': ({ pixels, limitPixels }) => ({
    what: `The picture has ${count(Math.round(pixels / 1e6))} megapixels; the limit is ${count(Math.round(limitPixels / 1e6))}.`,
    todo: 'Make it smaller first, or use a smaller version.',
  }),
  'too-deep': ({ limit }) => ({
    what: `The drawing nests its elements more than ${count(limit)} deep.`,
    todo: 'Ungroup it in a drawing program, or save it as PNG.',
  }),
  placeholder: ({ evidence }) => ({
    what: `This is probably a “not available” picture: ${tellEvidence(evidence)}.`,
    todo: 'Look at the original; if it is what you want, make it all the same.',
  }),
  'file-gone': ({ name }) => ({
    what: `The file ${name} can no longer be read.`,
    todo: 'It was moved, changed or closed with the page: add it again.',
  }),
  'engine-lost': ({ reason }) => ({
    what: `The image engine stopped on this picture (${reason}).`,
    todo: 'Retry it alone; if it stops again, the picture is too heavy for this machine.',
  }),
  'shelf-full': ({ neededBytes }) => ({
    what: `The browser’s storage is full; ${bytes(neededBytes)} more were needed.`,
    todo: 'Download the zip, free disk space, then retry.',
  }),
  'shelf-broken': ({ detail }) => ({
    what: `The browser’s storage failed: ${detail}.`,
    todo: 'Download what is there, reload the page, then retry.',
  }),
  'upload-http': ({ status }) => ({
    what: `The destination refused the upload (${status}).`,
    todo:
      status >= 500
        ? 'Retry later; the thumbnails are kept.'
        : 'Check the upload URL and its rights, then retry; the thumbnails are kept.',
  }),
  'upload-unreachable': ({ host }) => ({
    what: `${host} cannot be reached for the upload, or does not allow uploads from other pages.`,
    todo: 'Check the upload URL and the host’s CORS settings, then retry; the thumbnails are kept.',
  }),
  'upload-mismatch': ({ detail }) => ({
    what: `The destination did not keep what was sent: ${detail}.`,
    todo: 'Retry; if it stays so, the destination changes files.',
  }),
} satisfies FailureTable;
