import { expect, test } from 'vitest';
import type { Failure } from '../../src/core/failure.ts';
import type { ItemState, Made, OutputFile } from '../../src/core/item.ts';
import { parseList } from '../../src/core/list.ts';
import { planJob } from '../../src/core/plan.ts';
import { defaultRecipe } from '../../src/core/recipe.ts';
import { toFailedList, toReport, toReportJson } from '../../src/core/report.ts';
import { readCsv, restoreCell } from './csv-reader.ts';
import { naughtyNames } from './naughty.ts';

const explain = (failure: Failure) => `Because of ${failure.code}, sorry.`;
const notFound: Failure = { code: 'http', status: 404, retryAfterMs: null };

const output = (name: string, variant: number, note: string | null = null): OutputFile => ({
  ...{ name, variant, note, format: 'jpeg', width: 200, height: 112, byteLength: 4321, sha256: 'ab'.repeat(32) },
});
const made = (...outputs: OutputFile[]): Made => ({
  source: { kind: 'jpeg', width: 3264, height: 1836, byteLength: 99, via: 'relay', route: 'vips' },
  outputs,
});
const failed = (failure: Failure): ItemState => ({ tag: 'failed', failure, attempts: 1, made: null });
const list = parseList(
  [
    'name,url',
    '"Boat, red",https://a.example/1.jpg',
    'nonsense',
    ' https://a.example/2.jpg ',
    'https://a.example/3,https://a.example/4',
  ].join('\n'),
);
const files = [{ id: 'f', name: '=cmd.jpg', byteLength: 5 }];
const job = planJob(list, files, defaultRecipe);
const states: ItemState[] = [
  { tag: 'done', made: made(output('1_200.jpg', 0), output('1_64.jpg', 1, 'larger than asked')) },
  failed(notFound),
  { tag: 'skipped', failure: { code: 'placeholder', evidence: { kind: 'dot', width: 1, height: 1 } } },
  { tag: 'rendering', attempt: 0 },
  { tag: 'cancelled', made: null },
];

test('one row per output file, one for an item without any', () => {
  const [head, ...rows] = readCsv(toReport(job, states, explain));
  expect(head?.slice(0, 10).join()).toBe('line,origin,status,code,message,file,width,height,bytes,sha256');
  expect(rows.map((row) => row.slice(0, 7))).toEqual([
    ['2', 'https://a.example/1.jpg', 'done', '', '', '1_200.jpg', '200'],
    ['2', 'https://a.example/1.jpg', 'done', '', '', '1_64.jpg', '200'],
    ['4', 'https://a.example/2.jpg', 'failed', 'http', 'Because of http, sorry.', '', ''],
    ['5', 'https://a.example/3', 'skipped', 'placeholder', 'Because of placeholder, sorry.', '', ''],
    ['5', 'https://a.example/4', 'waiting', '', '', '', ''],
    ['6', "'=cmd.jpg", 'cancelled', '', '', '', ''],
  ]);
  const cells = (row: string[] | undefined) =>
    Object.fromEntries(head?.map((name, index) => [name, row?.[index]]) ?? []);
  expect(cells(rows[1])).toMatchObject({
    ...{ height: '112', bytes: '4321', sha256: 'ab'.repeat(32), source_width: '3264', source_height: '1836' },
    ...{
      source_kind: 'jpeg',
      source_bytes: '99',
      via: 'relay',
      route: 'vips',
      variant: '2',
      note: 'larger than asked',
    },
  });
  for (const row of rows) expect(row.length).toBe(head?.length);
});

test('files that were made but not delivered are named in the rows of their failure', () => {
  const state: ItemState = { tag: 'failed', failure: notFound, attempts: 4, made: made(output('1_200.jpg', 0)) };
  expect(readCsv(toReport({ ...job, items: job.items.slice(0, 1) }, [state], explain))[1]?.slice(2, 6)).toEqual([
    ...['failed', 'http', 'Because of http, sorry.', '1_200.jpg'],
  ]);
});

test('with rejects, every line of the list is there, in order and without credentials', () => {
  const rejects = [
    { line: 3, text: 'ftp://me:secret@a.example/x', code: 'unsupported-scheme', message: 'No FTP here.' },
    { line: 99, text: '=1+1', code: 'not-a-url', message: 'Not a URL.' },
  ];
  const rows = readCsv(toReport(job, states, explain, rejects));
  expect(rows.slice(1).map(([line]) => line)).toEqual(['2', '2', '3', '4', '5', '5', '6', '99']);
  expect(rows[3]?.slice(0, 6)).toEqual([
    '3',
    'ftp://a.example/x',
    'rejected',
    'unsupported-scheme',
    'No FTP here.',
    '',
  ]);
  expect(rows[3]?.length).toBe(rows[0]?.length);
  expect(rows.at(-1)?.[1]).toBe("'=1+1");
});

test('items without a state are waiting', () => {
  expect(readCsv(toReport(job, [], explain))[1]?.[2]).toBe('waiting');
});

test('naughty file names come back exactly', () => {
  const named = naughtyNames.map((name, index) => ({ id: `${index}`, name, byteLength: 1 }));
  const rows = readCsv(toReport(planJob(parseList(''), named, defaultRecipe), [], explain)).slice(1);
  expect(rows.map((row) => restoreCell(row[1] ?? ''))).toEqual(naughtyNames);
});

test('the JSON report keeps what failures know', () => {
  const { items } = JSON.parse(toReportJson(job, states, explain));
  expect(items.length).toBe(job.items.length);
  expect(items[1]).toEqual({
    ...{ line: 4, origin: 'https://a.example/2.jpg', status: 'failed', source: null, outputs: [] },
    failure: { ...notFound, message: 'Because of http, sorry.' },
  });
  expect(items[0].outputs[1].name).toBe('1_64.jpg');
});

test('what failed is a list again: header, raw lines, single URLs, original order', () => {
  const all = job.items.map(() => failed(notFound));
  const text = toFailedList(list, job, all);
  expect(text).toBe(
    'name,url\n"Boat, red",https://a.example/1.jpg\n https://a.example/2.jpg \nhttps://a.example/3\nhttps://a.example/4\n',
  );
  const again = parseList(text);
  expect(again.entries.map(({ url }) => url)).toEqual(list.entries.map(({ url }) => url));
  expect([again.header, again.rejects]).toEqual(['name,url', []]);
  expect(toFailedList(list, job, states)).toBe('name,url\n https://a.example/2.jpg \n');
});

test('a list that was edited meanwhile loses no failed item', () => {
  expect(toFailedList(parseList(''), job, states)).toBe('https://a.example/2.jpg\n');
});
