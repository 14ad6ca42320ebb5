import { type Failure, fail, ok, type Result } from '../core/failure.ts';
import type { Fate, ItemState, Made } from '../core/item.ts';
import { createRunFiles, reopenRunFiles, summarise, touchedAt } from './folder.ts';
import type { Place } from './journal.ts';
import { createLedger, type Ledger, type RunFiles } from './ledger.ts';
import { acquireLock, isHeld } from './lock.ts';
import { createScratches, type Scratches } from './scratches.ts';
import type { Plan, RunSummary } from './shelf.ts';
import { isOldWreck, toSweep } from './sweep.ts';
import { toFailure } from './sync-file.ts';

/** An old run as the page takes it over. */
export interface Reopened {
  plan: Plan;
  states: Map<number, ItemState>;
  places: Map<number, readonly Place[]>;
}

/** What the worker keeps of an open run. */
interface OpenRun {
  ledger: Ledger;
  scratches: Scratches;
  release: () => void;
}

export type Store = ReturnType<typeof createStore>;

/**
 * The shelf on disk, as its worker does it: one folder per run in `runs/`. A run belongs to whoever holds its lock.
 * Every verb answers a `Result`; the page knows runs by id, pictures by place, scratch files by number.
 */
export function createStore(storage: StorageManager) {
  const table = new Map<string, OpenRun>();

  const runsFolder = async () => (await storage.getDirectory()).getDirectoryHandle('runs', { create: true });

  async function* folders(): AsyncGenerator<[id: string, folder: FileSystemDirectoryHandle]> {
    for await (const [id, folder] of (await runsFolder()).entries()) {
      if (folder instanceof FileSystemDirectoryHandle) yield [id, folder];
    }
  }

  /** Folders that are no run: its beginning was never written, or cannot be read any more. */
  const wrecks = async (nowMs: number): Promise<string[]> => {
    const ids: string[] = [];
    for await (const [id, folder] of folders()) {
      if ((await summarise(id, folder)) === null && isOldWreck(await touchedAt(folder), nowMs)) ids.push(id);
    }
    return ids;
  };

  const onRun = async <T>(id: string, use: (run: OpenRun) => Result<T> | Promise<Result<T>>): Promise<Result<T>> => {
    const run = table.get(id);
    return run === undefined ? broken('the run is closed') : use(run);
  };

  const adopt = async (id: string, folder: FileSystemDirectoryHandle, files: RunFiles, release: () => void) => {
    const scratches = createScratches(folder);
    await scratches.clear();
    table.set(id, { ledger: createLedger(files, later), scratches, release });
  };

  const remove = async (id: string): Promise<void> => {
    const release = table.has(id) ? null : await acquireLock(lockOf(id));
    if (release === null) return;
    try {
      await (await runsFolder()).removeEntry(id, { recursive: true });
    } catch {
      // Not there, or denied by now: nothing that removing it could still do.
    } finally {
      release();
    }
  };

  const list = async (): Promise<RunSummary[]> => {
    const summaries: RunSummary[] = [];
    for await (const [id, folder] of folders()) {
      const summary = await summarise(id, folder);
      if (summary === null) continue;
      const ownedElsewhere = !table.has(id) && (await isHeld(lockOf(id)));
      summaries.push({ ...summary, ownedElsewhere });
    }
    return summaries.sort((a, b) => b.startedAt - a.startedAt);
  };

  return {
    /** Whether this browser lets a page keep files, found out by keeping one. */
    probe: () =>
      attempt(async () => {
        const root = await storage.getDirectory();
        const name = `probe-${crypto.randomUUID()}`;
        const file = await (await root.getFileHandle(name, { create: true })).createSyncAccessHandle();
        file.close();
        await root.removeEntry(name);
        return ok(undefined);
      }),

    runs: () => attempt(async () => ok(await list())),

    begin: (plan: Plan) =>
      attempt(async (): Promise<Result<string>> => {
        const id = crypto.randomUUID();
        const release = await acquireLock(lockOf(id));
        if (release === null) return broken('the browser gives no locks');
        const begun = await keepOrRelease(release, async () => {
          const folder = await (await runsFolder()).getDirectoryHandle(id, { create: true });
          const files = await createRunFiles(folder, plan);
          if (!files.ok) return files;
          await adopt(id, folder, files.value, release);
          return ok(id);
        });
        if (!begun.ok) await remove(id);
        return begun;
      }),

    reopen: (id: string) =>
      attempt(async (): Promise<Result<Reopened>> => {
        if (table.has(id)) return broken('open already');
        const release = await acquireLock(lockOf(id));
        if (release === null) return broken('open in another tab');
        return keepOrRelease(release, async () => {
          const folder = await (await runsFolder()).getDirectoryHandle(id);
          const reopened = await reopenRunFiles(folder);
          if (reopened === null) return broken('its journal cannot be read');
          await adopt(id, folder, reopened.files, release);
          const { plan, states, places } = reopened.replayed;
          return ok({ plan, states, places });
        });
      }),

    put: (id: string, item: number, made: Made, pictures: readonly ArrayBuffer[]) =>
      onRun(id, (run) => run.ledger.put(item, made, pictures)),

    settle: (id: string, item: number, fate: Fate) => onRun(id, (run) => ok(run.ledger.settle(item, fate))),

    flush: (id: string) => onRun(id, (run) => run.ledger.flush()),

    read: (id: string, place: Place) => onRun(id, (run) => run.ledger.read(place)),

    openScratch: (id: string) => onRun(id, (run) => run.scratches.open()),

    writeScratch: (id: string, scratch: number, bytes: Uint8Array<ArrayBuffer>) =>
      onRun(id, (run) => run.scratches.write(scratch, bytes)),

    closeScratch: (id: string, scratch: number) => onRun(id, (run) => run.scratches.close(scratch)),

    abortScratch: (id: string, scratch: number) => onRun(id, async (run) => ok(await run.scratches.abort(scratch))),

    close: (id: string) =>
      onRun(id, async (run) => {
        table.delete(id);
        try {
          const closed = run.ledger.close();
          await run.scratches.clear();
          return closed;
        } finally {
          run.release();
        }
      }),

    remove: (id: string) => attempt(async () => ok(await remove(id))),

    sweep: () =>
      attempt(async () => {
        const now = Date.now();
        const ids = [...toSweep(await list(), now), ...(await wrecks(now))].filter((id) => !table.has(id));
        for (const id of ids) await remove(id);
        return ok(ids.length);
      }),
  };
}

const lockOf = (id: string) => `shelf-run-${id}`;

const later = (callback: () => void, ms: number) => void setTimeout(callback, ms);

function broken(detail: string): { ok: false; failure: Failure } {
  return fail({ code: 'shelf-broken', detail });
}

/** Turns what the disk throws into a failure. */
async function attempt<T>(effect: () => Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await effect();
  } catch (error) {
    return fail(toFailure(error, 0));
  }
}

/** Lets the lock go unless the effect makes this worker the owner. */
async function keepOrRelease<T>(release: () => void, effect: () => Promise<Result<T>>): Promise<Result<T>> {
  const result = await attempt(effect);
  if (!result.ok) release();
  return result;
}
