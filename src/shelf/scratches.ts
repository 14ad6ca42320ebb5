import { fail, ok, type Result } from '../core/failure.ts';
import { type SyncFile, toFailure, writeWhole } from './sync-file.ts';

const prefix = 'scratch-';

/** Closed scratch files that stay when another is begun: the browser may still be copying the last one it was given. */
const keptFiles = 1;

interface OpenScratch {
  handle: FileSystemFileHandle;
  file: SyncFile;
  end: number;
}

export type Scratches = ReturnType<typeof createScratches>;

/** Files of a run that are no part of what it keeps: they live in its folder while it is open, and no longer. */
export function createScratches(folder: FileSystemDirectoryHandle) {
  const open = new Map<number, OpenScratch>();
  const closed: string[] = [];
  let count = 0;

  const discard = async (name: string) => folder.removeEntry(name).catch(() => {});

  return {
    async open(): Promise<Result<number>> {
      while (closed.length > keptFiles) await discard(closed.shift() as string);
      count += 1;
      const number = count;
      try {
        const handle = await folder.getFileHandle(`${prefix}${number}`, { create: true });
        open.set(number, { handle, file: await handle.createSyncAccessHandle(), end: 0 });
        return ok(number);
      } catch (error) {
        return fail(toFailure(error, 0));
      }
    },
    write(number: number, bytes: Uint8Array<ArrayBuffer>): Result<void> {
      const scratch = open.get(number);
      if (scratch === undefined) return gone;
      try {
        writeWhole(scratch.file, bytes, scratch.end);
      } catch (error) {
        return fail(toFailure(error, bytes.length));
      }
      scratch.end += bytes.length;
      return ok(undefined);
    },
    async close(number: number): Promise<Result<File>> {
      const scratch = open.get(number);
      if (scratch === undefined) return gone;
      open.delete(number);
      closed.push(scratch.handle.name);
      try {
        scratch.file.close();
        return ok(await scratch.handle.getFile());
      } catch (error) {
        return fail(toFailure(error, 0));
      }
    },
    async abort(number: number): Promise<void> {
      const scratch = open.get(number);
      if (scratch === undefined) return;
      open.delete(number);
      scratch.file.close();
      await discard(scratch.handle.name);
    },
    /** Removes all, those that a killed page left behind included. */
    async clear(): Promise<void> {
      for (const { file } of open.values()) file.close();
      open.clear();
      closed.length = 0;
      const names: string[] = [];
      for await (const name of folder.keys()) if (name.startsWith(prefix)) names.push(name);
      await Promise.all(names.map(discard));
    },
  };
}

const gone = fail({ code: 'shelf-broken', detail: 'the scratch file is closed' });
