import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, type Page, chromium as playwright } from '@playwright/test';
import { chromium } from '../chromium.ts';

/** A browser with a profile on disk, as people have it: it can be killed, and opened again with what it kept. */
export interface Profile {
  /** Starts the browser and opens the address in its first tab; `prepare` comes before any page. */
  open(url: string, prepare?: (context: BrowserContext) => Promise<void>): Promise<Page>;
  /** SIGKILL to the whole browser, every process of it at once: nothing can be said or saved any more. */
  kill(): Promise<void>;
  /** Process ids of the whole browser. */
  processes(): number[];
  /** Ends the browser and removes the profile. */
  remove(): Promise<void>;
}

export async function createProfile(): Promise<Profile> {
  const folder = await mkdtemp(join(tmpdir(), 'profile-'));
  let context: BrowserContext | null = null;

  const kill = async () => {
    const killed = context;
    if (killed === null) return;
    context = null;
    const closed = new Promise((resolve) => killed.once('close', resolve));
    for (const pid of processesOf(folder)) process.kill(pid, 'SIGKILL');
    await closed;
  };

  return {
    async open(url, prepare) {
      context = await playwright.launchPersistentContext(folder, {
        ...chromium,
        viewport: { width: 1280, height: 900 },
        acceptDownloads: true,
      });
      await prepare?.(context);
      const page = context.pages()[0] ?? (await context.newPage());
      await page.goto(url);
      return page;
    },
    kill,
    processes: () => processesOf(folder),
    async remove() {
      await kill();
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** The browser that has this profile, parents before children. */
function processesOf(folder: string): number[] {
  const rows = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8', maxBuffer: 2 ** 26 })
    .split('\n')
    .flatMap((line) => {
      const [, pid, parent, command = ''] = /^\s*(\d+)\s+(\d+)\s(.*)$/.exec(line) ?? [];
      return pid === undefined ? [] : [{ pid: Number(pid), parent: Number(parent), command }];
    });
  const found = new Set(
    rows.filter(({ command }) => command.includes(folder) && !command.includes('--type=')).map(({ pid }) => pid),
  );
  for (let before = 0; before < found.size; ) {
    before = found.size;
    for (const { pid, parent } of rows) if (found.has(parent)) found.add(pid);
  }
  return [...found];
}
