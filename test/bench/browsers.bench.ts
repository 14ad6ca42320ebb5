import { widthVariant } from '../../src/core/recipe.ts';
import type { Driver } from '../browsers/driver.ts';
import { startFirefox } from '../browsers/firefox.ts';
import { startWebKit } from '../browsers/webkit.ts';
import { testWith } from '../browsers/with-driver.ts';
import { seedPhotos } from '../photos/seed.ts';
import { compare, toTable } from './compare.ts';
import { renderAll } from './program.ts';
import { serveWorkshop } from './workshop/serve.ts';

const rounds = Number(process.env.ROUNDS ?? 5);
const widths = [200, 64, 32];

interface Contest {
  name: string;
  /** The JPEGs of 6 MP that are rendered in a round. */
  count: number;
  start(): Promise<Driver>;
}

const contests: readonly Contest[] = [
  { name: 'Firefox', count: 26, start: startFirefox },
  { name: 'WebKitGTK', count: 8, start: () => startWebKit({ sharedMemory: true }) },
  { name: 'WebKitGTK on its canvas', count: 8, start: () => startWebKit({ sharedMemory: false }) },
];

for (const { name, count, start } of contests) {
  testWith(start)(`engines against sharp in ${name}`, async ({ driver }) => {
    const workshop = await serveWorkshop();
    try {
      const sources = (await seedPhotos()).slice(0, count);
      const { urls, ...engines } = await workshop.open(driver, sources);
      await engines.hold(urls);
      await engines.engage(2, []);
      const comparisons = await compare(
        [
          { name: 'sharp, two images at a time', run: () => renderAll(sources, widths, 2) },
          {
            name: `**two engines** in ${driver.version}`,
            run: () => engines.render(urls, { variants: widths.map(widthVariant) }),
          },
        ],
        rounds,
      );
      console.log(toTable(`${count} JPEGs → 200, 64, 32 (6 MP each): ${name}`, comparisons));
    } finally {
      await workshop.close();
    }
  });
}
