import { expect, test } from '@playwright/test';
import type { Verdict } from '../bench/workshop/page.ts';
import { type OpenWorkshop, serveWorkshop } from '../bench/workshop/serve.ts';
import { fixtures } from '../fixtures/cache.ts';
import type { Photo } from '../photos/photo.ts';
import { smallPhotos } from '../photos/small.ts';
import { mutate } from './mutate.ts';

const mutants = Number(process.env.MUTANTS ?? 4200);
const only = process.env.ONLY ?? '';
const lot = 100;

test(`damaged files (${only || mutants}): the page survives, and every file has the same verdict twice`, async ({
  page,
}) => {
  const files = await damagedFiles();
  const workshop = await serveWorkshop();
  const { urls, ...engines } = await workshop.open(page, files);
  await engines.engage(2, []);
  const first = await judgeAll(engines, urls);
  const second = await judgeAll(engines, urls);
  const { started, lost } = await engines.stats();
  console.log(toTable(files, first, lost, started));
  const undecided = files.flatMap(({ name }, index) => {
    const [one, other] = [JSON.stringify(first[index]), JSON.stringify(second[index])];
    return one === other ? [] : [`${name}: ${one}, then ${other}`];
  });
  expect(undecided).toEqual([]);
  await workshop.close();
});

/** Mutants of every fixture and of a few photos, in turns, until there are enough; then those that are asked for. */
async function damagedFiles(): Promise<Photo[]> {
  const awkward = (await fixtures()).filter(({ bytes }) => bytes.length > 64 && bytes.length < 2 ** 20);
  const photos = (await smallPhotos(6)).map((photo) => ({ name: photo.name, bytes: photo.bytes() }));
  const sources = [...awkward, ...photos];
  return Array.from({ length: mutants }, (_, index) => {
    const source = sources[index % sources.length] as (typeof sources)[number];
    const other = sources[(index * 7 + 3) % sources.length] as (typeof sources)[number];
    const mutant = mutate(source.name, source.bytes, other.bytes, index);
    return { name: `${index}-${source.name}`, bytes: () => Buffer.from(mutant.bytes) };
  }).filter(({ name }) => name.includes(only));
}

async function judgeAll(engines: Omit<OpenWorkshop, 'urls'>, urls: readonly string[]): Promise<Verdict[]> {
  const verdicts: Verdict[] = [];
  for (let start = 0; start < urls.length; start += lot) {
    verdicts.push(...(await engines.judge(urls.slice(start, start + lot), {})));
  }
  return verdicts;
}

/** Verdicts by the kind of file, as a table in Markdown. */
function toTable(files: readonly Photo[], verdicts: readonly Verdict[], lost: number, started: number): string {
  const words = [...new Set(verdicts.map(({ word }) => word))].sort();
  const kinds = [...new Set(files.map(kindOf))].sort();
  const count = (kind: string, word: string) =>
    files.filter((file, index) => kindOf(file) === kind && verdicts[index]?.word === word).length;
  const rows = kinds.map((kind) => `| ${kind} | ${words.map((word) => count(kind, word) || '').join(' | ')} |`);
  const all = words.map((word) => verdicts.filter((verdict) => verdict.word === word).length);
  return [
    '',
    `| file | ${words.join(' | ')} |`,
    `| --- |${' --- |'.repeat(words.length)}`,
    ...rows,
    `| **all ${files.length}** | ${all.join(' | ')} |`,
    '',
    `Engines lost in both passes: ${lost}, of ${started} started.`,
  ].join('\n');
}

function kindOf({ name }: Photo): string {
  return name.slice(name.lastIndexOf('.') + 1);
}
