import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root, tryRun } from './install.js';

const chromiums = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
];

/**
 * Makes sure that there is a Chromium for the tests: the machine's own, else Playwright's download, else the
 * system's package. Returns its path, or `undefined` where Playwright knows it. Ends the process if there is none.
 */
export function ensureChromium() {
  const found = findChromium();
  if (found !== undefined) return found;
  if (existsSync(playwrightChromium())) return undefined;
  console.log('Installing a Chromium for the tests …');
  const playwright = join(root, 'node_modules/.bin/playwright');
  const isRoot = process.getuid?.() === 0;
  // As root the libraries that the download needs come along.
  const download = tryRun(playwright, ['install', ...(isRoot ? ['--with-deps'] : []), 'chromium']);
  if (download.status === 0 && existsSync(playwrightChromium())) return undefined;
  aptInstall(['chromium']);
  const installed = findChromium();
  if (installed !== undefined) return installed;
  console.error(
    'No Chromium, and none could be installed. Install one, or name it: CHROMIUM=/path/to/chromium npm test',
  );
  return process.exit(1);
}

function findChromium() {
  return [process.env.CHROMIUM, ...chromiums].find((path) => path && existsSync(path));
}

function playwrightChromium() {
  const { chromium } = createRequire(import.meta.url)('@playwright/test');
  return chromium.executablePath();
}

/** Program → Debian package. They open our zip files as strangers would. */
const zipReaders = {
  unzip: 'unzip',
  '7z': 'p7zip-full',
  python3: 'python3',
  java: 'default-jre-headless',
};

/** Installs the readers that are missing where that is possible; says which remain missing. */
export function ensureZipReaders() {
  const missing = () => Object.keys(zipReaders).filter((program) => !canRun(program));
  if (missing().length > 0) aptInstall(missing().map((program) => zipReaders[program]));
  if (missing().length > 0) console.warn(`Missing programs, whose tests will say so: ${missing().join(', ')}`);
}

/** Debian package → the programs of which the tests of that browser need one. */
const otherBrowsers = {
  firefox: { 'firefox-esr': [process.env.FIREFOX, '/usr/bin/firefox-esr'] },
  webkit: { 'webkit2gtk-driver': [process.env.WEBKIT_DRIVER, '/usr/bin/WebKitWebDriver'], xvfb: ['/usr/bin/Xvfb'] },
};

/** Installs what is missing of the other browsers where that is possible; `missing` is empty for those that are ready. */
export function ensureOtherBrowsers() {
  const missingOf = (programs) =>
    Object.keys(programs).filter((name) => !programs[name].some((path) => path && existsSync(path)));
  const missing = Object.values(otherBrowsers).flatMap(missingOf);
  if (missing.length > 0) aptInstall(missing);
  return Object.entries(otherBrowsers).map(([browser, programs]) => ({ browser, missing: missingOf(programs) }));
}

function canRun(program) {
  return spawnSync(program, [program === 'java' ? '-version' : '--help'], { stdio: 'ignore' }).error === undefined;
}

/** Debian's package manager, for root only; whether it worked is seen by what is there afterwards. */
function aptInstall(packages) {
  if (process.getuid?.() !== 0 || !canRun('apt-get')) return;
  console.log(`Installing ${packages.join(', ')} …`);
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  tryRun('apt-get', ['update', '-q'], { env });
  tryRun('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...packages], { env });
}
