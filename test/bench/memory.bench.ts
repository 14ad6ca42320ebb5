import { setTimeout as sleep } from 'node:timers/promises';
import { test } from '@playwright/test';
import { startChromium } from '../browsers/chromium.ts';
import { enterList } from '../browsers/page.ts';
import { startProduct } from '../e2e/product.ts';
import { repeatPhotos, seedPhotos } from '../photos/seed.ts';
import { createPhotoServer } from '../servers/photo-server.ts';
import { median } from './compare.ts';
import { makeThumbnails } from './make.ts';
import { memoryBytes, residentBytes } from './processes.ts';

const rounds = Number(process.env.ROUNDS ?? 3);
const images = 104;
const bar = 700;
const stepMs = 200;

/** Of the whole browser, in megabytes. */
interface Sample {
  /** Pages that processes share counted once (PSS): what the browser takes from the machine. */
  proportional: number;
  /** The same pages counted for each process (RSS), as task managers add them up. */
  resident: number;
}

test('memory of the whole browser while two engines render 6 MP photos', async () => {
  const photos = await createPhotoServer(repeatPhotos(await seedPhotos(), images));
  const product = await startProduct([]);
  const idle: Sample[] = [];
  const peaks: Sample[] = [];
  for (let round = 0; round < rounds; round++) {
    const browser = await startChromium();
    await browser.goto(product.url);
    await enterList(browser, photos.urls);
    const look = (): Sample => {
      const processes = browser.processes();
      return { proportional: memoryBytes(processes) / 2 ** 20, resident: residentBytes(processes) / 2 ** 20 };
    };
    // By then the engines stand ready.
    await sleep(2_000);
    idle.push(look());
    let running = true;
    const made = makeThumbnails(browser, images, null).finally(() => {
      running = false;
    });
    const samples: Sample[] = [];
    while (running) {
      samples.push(look());
      await Promise.race([made, sleep(stepMs)]);
    }
    await made;
    peaks.push({
      proportional: Math.max(...samples.map(({ proportional }) => proportional)),
      resident: Math.max(...samples.map(({ resident }) => resident)),
    });
    await browser.close();
  }
  const row = (name: string, all: readonly Sample[]) => {
    const megabytes = all.map(({ proportional }) => Math.round(proportional));
    const spread = `${Math.min(...megabytes)}–${Math.max(...megabytes)}`;
    return `| ${name} | ${median(megabytes)} | ${spread} | ${Math.round(median(all.map(({ resident }) => resident)))} |`;
  };
  console.log(
    [
      `\n${images} JPEGs of 6 MP → 200, 64, 32 on two engines, the whole browser; bar ${bar} MB\n`,
      '| | MB | spread | counting shared pages for each process |',
      '| --- | --- | --- | --- |',
      row('list pasted, engines ready', idle),
      row('**most during the run**', peaks),
      '',
    ].join('\n'),
  );
  await Promise.all([photos.close(), product.close()]);
});
