import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createListReader, parseList, summarise } from '../../src/core/list.ts';
import { finish } from '../../src/core/steps.ts';
import { anyText } from './naughty.ts';

const urls = (text: string) => parseList(text).entries.map(({ url }) => url);

test('one URL per line, with line numbers and hosts', () => {
  const list = parseList('https://a.example/1.jpg\n\nhttp://b.example:8080/2.jpg\n');
  expect(list.entries).toEqual([
    {
      line: 1,
      url: 'https://a.example/1.jpg',
      key: 'https://a.example/1.jpg',
      host: 'a.example',
      text: 'https://a.example/1.jpg',
    },
    {
      line: 3,
      url: 'http://b.example:8080/2.jpg',
      key: 'http://b.example:8080/2.jpg',
      host: 'b.example:8080',
      text: 'http://b.example:8080/2.jpg',
    },
  ]);
  expect(list.lineCount).toBe(3);
});

test('byte order mark, CRLF, CR, comments and blank lines are no trouble', () => {
  const list = parseList(
    '\ufeff# photos\r\nhttps://a.example/1.jpg\r\n \u00a0\r\n  # more\rhttps://a.example/2.jpg\r\n',
  );
  expect(list.entries.map(({ line }) => line)).toEqual([2, 5]);
  expect(list.rejects).toEqual([]);
});

test('a first line that names columns is the header', () => {
  for (const header of ['id,title,image_url', 'URL', 'Bild\tTitel', '"Image Link";"Price"', 'imageUrl']) {
    const list = parseList(`${header}\n12\thttps://a.example/1.jpg`);
    expect([header, list.header, list.rejects]).toEqual([header, header, []]);
  }
});

test('a first line of garbage is a reject, not a header', () => {
  for (const garbage of ['not a url', 'hello, world', '42', 'C:\\photos;1.jpg', 'https://']) {
    const list = parseList(`${garbage}\nhttps://a.example/1.jpg`);
    expect([list.header, list.rejects.length]).toEqual([null, 1]);
  }
  expect(parseList('id,url').header).toBeNull();
});

test('a header says where the cells end', () => {
  expect(urls('url,size\nhttps://a.example/show?id=7,200')).toEqual(['https://a.example/show?id=7']);
  expect(urls('https://a.example/show?id=7,200')).toEqual(['https://a.example/show?id=7,200']);
});

test('what fetching does not need is no difference between entries', () => {
  const list = parseList('https://A.example/1.jpg#left\nhttps://a.example:443/1.jpg\nhttps://a.example/1.jpg?x');
  expect(list.entries.map(({ key }) => key)).toEqual([
    'https://a.example/1.jpg',
    'https://a.example/1.jpg',
    'https://a.example/1.jpg?x',
  ]);
  expect(summarise(list, ['file'])).toEqual({ images: 4, duplicates: 1, rejected: 0 });
});

test('a reject keeps its line and at most 200 characters of it', () => {
  const [reject] = parseList(`\n${'🙂'.repeat(150)}x`).rejects;
  expect(reject).toMatchObject({ line: 2, reason: { code: 'not-a-url' } });
  expect(reject?.text).toBe('🙂'.repeat(100));
  expect(parseList(`x${'🙂'.repeat(150)}`).rejects[0]?.text).toBe(`x${'🙂'.repeat(99)}`);
});

const piece = fc.oneof(
  fc.webUrl({ withQueryParameters: true, withFragments: true }),
  fc.constantFrom('https://a.example/1.jpg', '//b.example/2.png', 'www.c.example/3', 'ftp://d.example/4', '# comment'),
  fc.constantFrom(
    ',',
    ';',
    '\t',
    ' ',
    '"',
    "'",
    '|',
    '(',
    ')',
    '<',
    '>',
    '\ufeff',
    '\u200b',
    'https://',
    '12',
    'title',
  ),
  anyText(12),
);
const line = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join('').replace(/[\r\n]/g, ''));

test('every line that says something is accounted for, and nothing throws', () => {
  fc.assert(
    fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
      const text = lines.join('\n');
      const list = parseList(text);
      const told = new Set([...list.entries, ...list.rejects].map((part) => part.line));
      if (list.header !== null)
        told.add(
          text
            .replace(/^\ufeff/, '')
            .split('\n')
            .indexOf(list.header) + 1,
        );
      const silent = text.split('\n').flatMap((content, index) => (told.has(index + 1) ? [] : [content]));
      for (const content of silent) expect(content).toMatch(/^[\s\u200b\u2060]*(#|$)/);
    }),
    { numRuns: 150 },
  );
});

test('the texts of the entries are a list with the same entries', () => {
  fc.assert(
    fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
      const list = parseList(lines.join('\n'));
      const again = [...(list.header === null ? [] : [list.header]), ...list.entries.map(({ text }) => text)].join(
        '\n',
      );
      expect(urls(again)).toEqual(list.entries.map(({ url }) => url));
    }),
    { numRuns: 150 },
  );
});

test('a reader that saw other texts before, some of them in part, reads as a new one does', () => {
  const edited = fc.array(fc.array(fc.oneof(line, fc.constantFrom('url,n', 'a', '')), { maxLength: 6 }), {
    maxLength: 5,
  });
  fc.assert(
    fc.property(edited, fc.nat(4), (texts, partly) => {
      const read = createListReader();
      for (const lines of texts) {
        const text = lines.join('\n');
        const abandoned = read(`${text}\nhttps://a.example/more.jpg`);
        for (let step = 0; step < partly; step += 1) abandoned.next();
        abandoned.return(parseList(''));
        expect(finish(read(text))).toEqual(parseList(text));
      }
    }),
  );
});

test('only the lines that changed are read again', () => {
  const lines = Array.from({ length: 1000 }, (_, index) => `https://a.example/${index}.jpg`);
  const read = createListReader();
  const before = finish(read(lines.join('\n'))).entries;
  const steps = read(lines.toSpliced(500, 1, 'https://b.example/', 'https://c.example/').join('\n'));
  expect([steps.next().done, steps.next().done]).toEqual([false, false]);
  const last = steps.next();
  const after = last.done ? last.value.entries : [];
  expect(after.length).toBe(1001);
  expect(after[500]?.host).toBe('b.example');
  expect(after[1000]).toEqual({ ...before[999], line: 1001 });
});

test('10,000 entries on one line, and one endless line, do not stall the page', () => {
  expect(parseList('https://a.example/x.jpg,'.repeat(10_000)).entries.length).toBe(10_000);
  const long = ['x', 'https://a/'].map((text) => text.repeat(2 ** 21 / text.length));
  const awkward = ['a.', '"', 'a/b.', '//a', '[(', 'www.'].map((text) => text.repeat(2 ** 16));
  for (const text of [...long, ...awkward, `https://a/${',x'.repeat(2 ** 16)}`]) {
    const list = parseList(text);
    expect(list.entries.length + list.rejects.length).toBe(1);
    expect(list.rejects[0]?.reason.code).toBe('too-long');
  }
});
