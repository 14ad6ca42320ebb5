import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { readDownload } from './downloads.ts';
import type { Driver } from './driver.ts';
import { connectMarionette } from './marionette.ts';
import { type Program, startProgram } from './process.ts';
import { elementKey, scriptMs } from './web-driver.ts';

/**
 * The machine's own Firefox in a profile that goes with it. It is driven by Marionette, not by WebDriver BiDi: while BiDi
 * listens, Firefox 153 now and then halts a worker for good that starts a worker (one in ten on a busy machine, in a page
 * of ten lines too), and each of our engines starts four. Without it that does not happen.
 */
export async function startFirefox(): Promise<Driver> {
  const profile = await mkdtemp(join(tmpdir(), 'firefox-'));
  const downloads = join(profile, 'downloads');
  await mkdir(downloads);
  await writeFile(join(profile, 'user.js'), toPreferences(downloads));
  const firefox = startProgram(
    process.env.FIREFOX ?? '/usr/bin/firefox-esr',
    ['--headless', '--no-remote', '--marionette', '--profile', profile],
    { stdio: 'ignore', env: { ...process.env, HOME: profile } },
  );
  const marionette = await connectMarionette(await portOf(profile, firefox));
  const session = (await marionette.send('WebDriver:NewSession', { timeouts: { script: scriptMs } })) as {
    capabilities: Record<string, unknown>;
  };
  return {
    version: `Firefox ${session.capabilities.browserVersion}`,
    goto: async (url) => void (await marionette.send('WebDriver:Navigate', { url })),
    async click(xpath) {
      const found = await marionette.send('WebDriver:FindElement', { using: 'xpath', value: xpath });
      const { value } = found as { value: Record<string, string> };
      await marionette.send('WebDriver:ElementClick', { id: value[elementKey] });
    },
    async evaluate<Args extends unknown[], T>(call: (...args: Args) => T, ...args: Args): Promise<Awaited<T>> {
      const script = `return (${call})(...arguments)`;
      const { value } = (await marionette.send('WebDriver:ExecuteScript', { script, args })) as { value: Awaited<T> };
      return value;
    },
    downloaded: (name) => readDownload(downloads, name),
    async close() {
      marionette.close();
      await firefox.end();
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

function toPreferences(downloads: string): string {
  const preferences = {
    // Any free one; Firefox writes it into the profile.
    'marionette.port': 0,
    'browser.download.dir': downloads,
    'browser.download.folderList': 2,
  };
  return Object.entries(preferences)
    .map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`)
    .join('');
}

/** Once Firefox listens; the test's own time limit is the only clock. */
async function portOf(profile: string, { process: firefox }: Program): Promise<number> {
  while (firefox.exitCode === null) {
    const port = Number(await readFile(join(profile, 'MarionetteActivePort'), 'utf8').catch(() => ''));
    if (port > 0) return port;
    await wait(50);
  }
  throw new Error('Firefox ended before it could be driven');
}
