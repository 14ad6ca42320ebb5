import { expect, test } from 'vitest';
import { parseLine } from '../../src/core/line.ts';
import { urlLimit } from '../../src/core/token.ts';

/** The URLs found, without `https://`, and what was refused. */
function read(line: string) {
  const { entries, rejects } = parseLine(line, null);
  return [...entries.map(({ url }) => url.replace('https://', '')), ...rejects.map(({ reason }) => `! ${reason.code}`)];
}

test.each<[string, string[]]>([
  // Lines of nothing but URLs yield all of them.
  ['https://a.example/1.jpg https://b.example/2.jpg', ['a.example/1.jpg', 'b.example/2.jpg']],
  ['https://a.example/1.jpg,https://b.example/2.jpg', ['a.example/1.jpg', 'b.example/2.jpg']],
  ['https://a.example/1.jpg;\thttps://b.example/2.jpg;', ['a.example/1.jpg', 'b.example/2.jpg']],
  ['"https://a.example/1.jpg","https://b.example/2.jpg"', ['a.example/1.jpg', 'b.example/2.jpg']],
  ['["https://a.example/1.jpg", "https://b.example/2.jpg"]', ['a.example/1.jpg', 'b.example/2.jpg']],
  ['https://a.example/1.jpg ftp://b.example/2.jpg', ['a.example/1.jpg', '! unsupported-scheme']],
  // Lines with other cells yield the first that can be fetched.
  ['12,Boat,https://a.example/1.jpg,https://b.example/2.jpg', ['a.example/1.jpg']],
  ['12,https://a.example/show?id=5,Boat', ['a.example/show?id=5']],
  ['12;"https://a.example/show?rect=1,2;3";Boat', ['a.example/show?rect=1,2;3']],
  ['https://a.example/1.jpg,Red boat,19.99', ['a.example/1.jpg']],
  ['https://a.example/1,,Red boat', ['a.example/1']],
  ['https://a.example/1.jpg\tRed boat', ['a.example/1.jpg']],
  ['https://a.example/1.jpg Red boat', ['a.example/1.jpg']],
  ['mailto:me@a.example,https://a.example/1.jpg,me', ['a.example/1.jpg']],
  ['"id ""7""","https://a.example/1.jpg"', ['a.example/1.jpg']],
  ['| boat | https://a.example/1.jpg |', ['a.example/1.jpg']],
  // Marks that are part of a URL.
  ['https://a.example/w_200,h_100/cat.jpg', ['a.example/w_200,h_100/cat.jpg']],
  ['https://a.example/Paris,_France.jpg', ['a.example/Paris,_France.jpg']],
  ['https://a.example/boat_(red).jpg', ['a.example/boat_(red).jpg']],
  ["https://a.example/l'eau.jpg", ["a.example/l'eau.jpg"]],
  ['https://a.example/?url=https://b.example/2.jpg', ['a.example/?url=https://b.example/2.jpg']],
  ['"https://a.example/my boat.jpg"', ['a.example/my%20boat.jpg']],
  // Dressing that is not.
  ["'https://a.example/1.jpg'", ['a.example/1.jpg']],
  ['“https://a.example/1.jpg”', ['a.example/1.jpg']],
  ['„https://a.example/1.jpg“', ['a.example/1.jpg']],
  ['‘https://a.example/1.jpg’', ['a.example/1.jpg']],
  ['«https://a.example/1.jpg»', ['a.example/1.jpg']],
  ['<https://a.example/1.jpg>', ['a.example/1.jpg']],
  ['\u200bhttps://a.example/1.jpg\u200b', ['a.example/1.jpg']],
  ['\u202ahttps://a.example/1.jpg\u202c', ['a.example/1.jpg']],
  ['\u00a0https://a.example/1.jpg\u00a0', ['a.example/1.jpg']],
  ['![boat](https://a.example/boat_(red).jpg)', ['a.example/boat_(red).jpg']],
  ['<img src="https://a.example/?a=1&amp;b=2" alt="">', ['a.example/?a=1&b=2']],
  ['<img src="//a.example/1?a=1&amp;b=2" alt="">', ['a.example/1?a=1&b=2']],
  ['srcset="https://a.example/1 1x, https://a.example/2 2x"', ['a.example/1']],
  ['[img]https://a.example/1.jpg[/img]', ['a.example/1.jpg']],
  ['background: url(https://a.example/1.jpg);', ['a.example/1.jpg']],
  // Addresses without a scheme.
  ['//a.example/1.jpg', ['a.example/1.jpg']],
  // What follows the slashes is a host only up to the next mark or blank, visible or not.
  ['http://a.example/,//b,http://c.example', ['http://a.example/,//b', 'http://c.example/']],
  ['http://a.example/,//b\u0000https://c.example/1.jpg', ['http://a.example/,//b', 'c.example/1.jpg']],
  ['a.example/photos/1.JPEG?w=2', ['a.example/photos/1.JPEG?w=2']],
  ['www.a.example/1', ['www.a.example/1']],
  ['HTTPS://A.EXAMPLE/1.jpg', ['a.example/1.jpg']],
  ['https://münchen.example/ü.jpg', ['xn--mnchen-3ya.example/%C3%BC.jpg']],
  // Nothing to fetch.
  ['', []],
  ['   # https://a.example/1.jpg', []],
  ['ftp://a.example/1.jpg', ['! unsupported-scheme']],
  ['file:///home/1.jpg', ['! unsupported-scheme']],
  ['blob:https://a.example/1-2-3', ['! unsupported-scheme']],
  ['javascript:alert(1)', ['! unsupported-scheme']],
  ['data:image/png;base64,iVBORw0KGgo=', ['! unsupported-scheme']],
  ['C:\\photos\\1.jpg', ['! local-path']],
  ['\\\\server\\photos\\1.jpg', ['! local-path']],
  ['../photos/1.jpg', ['! local-path']],
  ['/photos/1.jpg', ['! local-path']],
  ['https://', ['! malformed-url']],
  ['http://[::1/1.jpg', ['! malformed-url']],
  ['https://a.example:99999/1.jpg', ['! malformed-url']],
  ['1.jpg', ['! not-a-url']],
  ['a.example', ['! not-a-url']],
  ['note: this is not a url', ['! not-a-url']],
  ['---', ['! not-a-url']],
])('%j', (line, expected) => {
  expect(read(line)).toEqual(expected);
});

test('what was changed is remarked', () => {
  const remarks = (line: string) => parseLine(line, null).entries.flatMap((entry) => entry.remarks);
  expect(remarks('https://me:secret@a.example/1.jpg')).toEqual(['credentials-removed']);
  expect(remarks('//a.example/1.jpg')).toEqual(['scheme-added']);
  expect(remarks('"https://a.example/my boat.jpg"')).toEqual(['blanks-encoded']);
  expect(remarks('https://a.example/1.jpg')).toEqual([]);
});

test('an unsupported scheme is named', () => {
  expect(parseLine('FTP://a.example/1.jpg', null).rejects[0]?.reason).toEqual({
    code: 'unsupported-scheme',
    scheme: 'ftp',
  });
});

test('the limit on the length of a URL', () => {
  const url = `https://a.example/${'x'.repeat(urlLimit)}`;
  expect(parseLine(url.slice(0, urlLimit), null).entries.length).toBe(1);
  expect(parseLine(url.slice(0, urlLimit + 1), null).rejects[0]?.reason).toEqual({
    code: 'too-long',
    length: urlLimit + 1,
    limit: urlLimit,
  });
});
