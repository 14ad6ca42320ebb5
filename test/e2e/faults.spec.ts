import { expect, test } from '@playwright/test';
import { createFaultServer } from '../servers/fault-server.ts';
import { createRefusedPort } from '../servers/refused-port.ts';
import { createMaker } from './page.ts';
import { startProduct } from './product.ts';
import { readReport } from './report.ts';

test('a list of 40 lines with everything in it: the good ones delivered, the bad ones named', async ({ page }) => {
  const open = await createFaultServer({ cors: true });
  const closed = await createFaultServer({ cors: false });
  const refused = await createRefusedPort();
  const product = await startProduct([open.host, closed.host, refused.host]);
  const good = (tag: number) => [open.url('healthy', `good-${tag}`), 'done'] as const;
  const lines: readonly (readonly [string, string])[] = [
    ...Array.from({ length: 12 }, (_, index) => good(index)),
    ...Array.from({ length: 6 }, (_, index) => [closed.url('healthy', `closed-${index}`), 'done'] as const),
    [open.url('http-404', 'a'), 'http'],
    [open.url('http-410', 'b'), 'http'],
    [closed.url('http-404', 'c'), 'http'],
    [`${refused.origin}/nobody.jpg`, 'unreachable'],
    [open.url('html', 'a'), 'not-an-image'],
    [closed.url('html', 'b'), 'not-an-image'],
    [open.url('json', 'a'), 'not-an-image'],
    [open.url('empty', 'a'), 'empty'],
    [closed.url('empty', 'b'), 'empty'],
    [open.url('half-jpeg', 'a'), 'truncated'],
    [open.url('half-jpeg', 'b'), 'truncated'],
    [open.url('giant-png', 'a'), 'too-many-pixels'],
    [open.url('pdf', 'a'), 'unsupported'],
    [open.url('flaky-503', 'a'), 'done'],
    good(0),
    good(1),
    [closed.url('healthy', 'closed-0'), 'done'],
    ['ftp://example.com/photo.jpg', 'rejected'],
    ['this is not a link', 'rejected'],
    ['https://', 'rejected'],
    good(20),
    good(21),
    [open.url('giant-progressive', 'a'), 'too-many-pixels'],
    [open.url('http-403', 'a'), 'http'],
  ];
  expect(lines).toHaveLength(42);
  try {
    await page.goto(product.url);
    const maker = createMaker(page);
    await maker.paste(lines.map(([url]) => url));
    await expect(maker.summary).toHaveText('39 images, 3 duplicates, 3 rejected');
    await maker.button('Make thumbnails').click();
    const done = lines.filter(([, ending]) => ending === 'done').length;
    expect(await maker.finished()).toBe(`Finished: ${done} done, ${39 - done} failed, 0 skipped, 0 cancelled`);

    const rows = readReport((await maker.download('Download report')).toString('utf8'));
    for (const [index, [url, ending]] of lines.entries()) {
      const own = rows.filter((row) => row.line === String(index + 1));
      expect(own.length, url).toBe(ending === 'done' ? 3 : 1);
      for (const row of own) {
        expect(row.status, url).toBe(['done', 'rejected'].includes(ending) ? ending : 'failed');
        if (row.status === 'failed') expect(row.code, url).toBe(ending);
        if (row.status !== 'done') expect(row.message, url).not.toBe('');
      }
    }
    // Duplicates are fetched once, whatever becomes of them.
    expect(open.ledger.count(new URL(open.url('healthy', 'good-0')).pathname)).toBe(1);
    // "Retry failed" asks again for what failed, and for nothing else.
    await maker.button('Retry failed').click();
    await expect(maker.status).toHaveText(/^(Running|Finished)/);
    expect(await maker.finished()).toBe(`Finished: ${done} done, ${39 - done} failed, 0 skipped, 0 cancelled`);
    expect(open.ledger.count(new URL(open.url('healthy', 'good-5')).pathname)).toBe(1);
  } finally {
    await Promise.all([product.close(), open.close(), closed.close(), refused.close()]);
  }
});
