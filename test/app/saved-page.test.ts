import { expect, test } from 'vitest';
import { parseSavedPage, toSavedPage } from '../../src/app/saved-page.ts';

test('what is saved comes back as it was', () => {
  const destination = { kind: 'put', template: 'https://bucket.example/thumbs/{file}' } as const;
  const page = toSavedPage('https://example.org/a.jpg\nno link', destination, true);
  expect(parseSavedPage(JSON.parse(JSON.stringify(page)))).toEqual({
    text: 'https://example.org/a.jpg\nno link',
    destination,
    custom: true,
  });
});

test.each(['https://bucket.example/{file}?X-Amz-Signature=hush', 'https://me:hush@bucket.example/{file}'])(
  'a secret in the address is not saved: %s',
  (template) => {
    expect(toSavedPage('', { kind: 'put', template }, false).destination).toBe(null);
  },
);

test('neither are user names and passwords in the list; an @ elsewhere stays', () => {
  const saved = (text: string) => toSavedPage(text, { kind: 'zip' }, false).text;
  expect(saved('a\nhttps://me:hush@example.org/a.jpg,HTTP://me@b.example/\n')).toBe(
    'a\nhttps://example.org/a.jpg,HTTP://b.example/\n',
  );
  expect(saved('https://example.org//logo@2x.jpg?from=a@b')).toBe('https://example.org//logo@2x.jpg?from=a@b');
});

test.each([null, 7, {}, { text: 'a', custom: false }])('what makes no sense is not taken for a page: %j', (saved) => {
  expect(parseSavedPage(saved)).toBe(null);
});
