import { expect, test } from 'vitest';
import type { Failure } from '../../src/core/failure.ts';
import { explain, toSentence } from '../../src/ui/words/failure.ts';

const host = 'photos.example.com';

/** One of each code; the compiler asks for any that is missing. */
const each: { [Code in Failure['code']]: Extract<Failure, { code: Code }> } = {
  http: { code: 'http', status: 404, retryAfterMs: null },
  unreachable: { code: 'unreachable', host, reason: 'ENOTFOUND' },
  unreadable: { code: 'unreadable', host },
  'blocked-by-cors': { code: 'blocked-by-cors', host },
  'refused-by-relay': { code: 'refused-by-relay', host, reason: 'not a public address' },
  'too-many-redirects': { code: 'too-many-redirects', host },
  'timed-out': { code: 'timed-out', stage: 'headers', afterMs: 20_000 },
  'too-many-bytes': { code: 'too-many-bytes', limitBytes: 268_435_456 },
  empty: { code: 'empty' },
  'not-an-image': { code: 'not-an-image', found: 'a web page' },
  unsupported: { code: 'unsupported', kind: 'PSD' },
  truncated: { code: 'truncated' },
  corrupt: { code: 'corrupt', kind: 'PNG', detail: 'bad checksum' },
  'too-many-pixels': { code: 'too-many-pixels', pixels: 400_000_000, limitPixels: 300_000_000 },
  'too-deep': { code: 'too-deep', limit: 100 },
  placeholder: {
    code: 'placeholder',
    evidence: { kind: 'repeated', addresses: 4, first: 'https://cdn.example.org/none.jpg' },
  },
  'file-gone': { code: 'file-gone', name: 'a.png' },
  'engine-lost': { code: 'engine-lost', reason: 'out of memory' },
  'shelf-full': { code: 'shelf-full', neededBytes: 1_000_000 },
  'shelf-broken': { code: 'shelf-broken', detail: 'UnknownError' },
  'upload-http': { code: 'upload-http', status: 403, retryAfterMs: null },
  'upload-unreachable': { code: 'upload-unreachable', host },
  'upload-mismatch': { code: 'upload-mismatch', detail: 'other size' },
};

test('every failure says what happened and what to do, each in whole sentences', () => {
  for (const failure of Object.values(each)) {
    const { what, todo } = explain(failure);
    expect(what, failure.code).toMatch(/^\S.*[.)]$/s);
    expect(todo, failure.code).toMatch(/^[A-Z].*\.$/s);
    expect(`${what} ${todo}`, failure.code).not.toMatch(/undefined|null|NaN|\[object/);
  }
});

test('what a person needs to know stands in the sentence', () => {
  expect(toSentence(each.http)).toContain('404');
  expect(toSentence(each['timed-out'])).toContain('20 sec');
  expect(toSentence(each['blocked-by-cors'])).toContain(host);
  expect(toSentence(each['too-many-pixels'])).toContain('400 megapixels; the limit is 300');
});

test('a status that nobody foresaw is told with its number', () => {
  expect(explain({ code: 'http', status: 418, retryAfterMs: null }).what).toContain('418');
  expect(explain({ code: 'http', status: 599, retryAfterMs: null }).todo).toBe('Retry later.');
});
