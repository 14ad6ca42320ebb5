import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { createPages } from '../../src/relay/pages.ts';
import type { Endings, Fault } from '../servers/fault.ts';
import { createFaultOrigins } from '../servers/fault-origins.ts';
import type { FaultServer } from '../servers/fault-server.ts';
import { faults } from '../servers/faults/index.ts';
import { endingsOn } from '../servers/list.ts';
import { listen } from '../servers/loopback.ts';
import { createMaker } from './page.ts';
import { startProduct } from './product.ts';
import { readReport } from './report.ts';

/** Every fault but those that only the longest wait ends. */
const all = [...faults.values()].filter(({ takes }) => takes !== 'the-total');

interface Line {
  url: string;
  expected: Endings;
}

/** Each fault at a host of its own, so that what one does to its host happens to no other. */
function linesOn(server: FaultServer, tag: string, toExpected: (name: string) => Endings): Line[] {
  return all.map(({ name }, index) => ({
    url: server.url(name, tag).replace('127.0.0.1', `${tag}-${index}.localhost`),
    expected: toExpected(name),
  }));
}

/** Runs the list through the page, and tells which lines of the report are not what may become of them. */
async function wrongEndings(page: Page, lines: readonly Line[]): Promise<string[]> {
  const maker = createMaker(page);
  await maker.paste(lines.map(({ url }) => url));
  await maker.button('Make thumbnails').click();
  await maker.finished(220_000);
  const rows = readReport((await maker.download('Download report')).toString('utf8'));
  return lines.flatMap(({ url, expected }, index) => {
    const row = rows.find(({ line }) => line === String(index + 1));
    const ending = row?.status === 'done' ? 'done' : row?.code;
    return expected.some((one) => one === ending) ? [] : [`${new URL(url).pathname}: ${ending}, not ${expected}`];
  });
}

test('every fault there is ends as it must, with a relay at hand and without', async ({ browser }) => {
  test.setTimeout(240_000);
  const origins = await createFaultOrigins({ count: 2, closedEvery: 2, delayMs: 20 });
  const product = await startProduct(origins.relayAllow.split(','));
  // The built page as a host of files serves it: where the relay would be, there is nothing.
  const pages = await listen(createPages(join(import.meta.dirname, '../../dist')));
  const endingsOf = (name: string, cors: boolean) => endingsOn(faults.get(name) as Fault, cors);
  const linesWith = (tag: string, way: 'withRelay' | 'withoutRelay') =>
    origins.servers.flatMap((server) =>
      linesOn(server, `${tag}-${server.cors ? 'open' : 'closed'}`, (name) => endingsOf(name, server.cors)[way]),
    );
  try {
    const [relayed, alone] = await Promise.all([browser.newPage(), browser.newPage()]);
    await Promise.all([relayed.goto(product.url), alone.goto(pages.origin)]);
    // At the same time: most of it is waiting for stalls.
    const [wrongRelayed, wrongAlone] = await Promise.all([
      wrongEndings(relayed, linesWith('relayed', 'withRelay')),
      wrongEndings(alone, linesWith('alone', 'withoutRelay')),
    ]);
    expect({ wrongRelayed, wrongAlone }).toEqual({ wrongRelayed: [], wrongAlone: [] });
    expect(origins.canaryCount()).toBe(0);
  } finally {
    await Promise.all([product.close(), pages.close(), origins.close()]);
  }
});
