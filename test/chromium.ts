import { existsSync } from 'node:fs';

const candidates = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
];

/**
 * How every test starts Chromium: the one on the machine if there is one, else Playwright's own download.
 * Root (containers, CI) cannot have the sandbox; the network services of a desktop browser are switched off.
 */
export const chromium = {
  executablePath: process.env.CHROMIUM ?? candidates.find((path) => existsSync(path)),
  args: [
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
};
