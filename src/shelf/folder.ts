import { fail, ok, type Result } from '../core/failure.ts';
import { decodeJournal, encodeRecord, journalVersion } from './journal.ts';
import type { RunFiles } from './ledger.ts';
import { whenLetGo } from './lock.ts';
import { createPackReader } from './pack.ts';
import { countSettled, forgetLost, packEnd, type Replayed, replay } from './replay.ts';
import type { Plan, RunSummary } from './shelf.ts';
import { readUpTo, toFailure, writeWhole } from './sync-file.ts';

/**
 * A run's folder: `pack` holds the pictures end to end, `journal` what happened. It is a run as soon as the journal's
 * first record is whole.
 */

/** Read without opening it, so that it works while another tab writes. `null`: not a run, or not yet. */
export async function summarise(
  id: string,
  folder: FileSystemDirectoryHandle,
): Promise<Omit<RunSummary, 'ownedElsewhere'> | null> {
  try {
    const file = await (await folder.getFileHandle('journal')).getFile();
    const replayed = replay(decodeJournal(new Uint8Array(await file.arrayBuffer())).records);
    if (replayed === null) return null;
    const total = replayed.plan.job.items.length;
    const settled = countSettled(replayed);
    const { startedAt } = replayed;
    return { id, startedAt, touchedAt: file.lastModified, total, settled, finished: settled >= total };
  } catch {
    return null;
  }
}

/** When the journal was last written, in milliseconds since the epoch; 0 where there is none. */
export async function touchedAt(folder: FileSystemDirectoryHandle): Promise<number> {
  try {
    return (await (await folder.getFileHandle('journal')).getFile()).lastModified;
  } catch {
    return 0;
  }
}

/** The files of a run that begins now, its first record on the disk. */
export async function createRunFiles(folder: FileSystemDirectoryHandle, plan: Plan): Promise<Result<RunFiles>> {
  const record = encodeRecord({ tag: 'begun', version: journalVersion, startedAt: Date.now(), plan });
  const files = await openFiles(folder);
  try {
    writeWhole(files.journal, record, 0);
    files.journal.flush();
  } catch (error) {
    closeFiles(files);
    return fail(toFailure(error, record.length));
  }
  return ok({ ...files, packEnd: 0, journalEnd: record.length });
}

/** The files of an old run without their torn ends, and what they add up to; `null` if that is nothing. */
export async function reopenRunFiles(
  folder: FileSystemDirectoryHandle,
): Promise<{ files: RunFiles; replayed: Replayed } | null> {
  const files = await openFiles(folder);
  try {
    const replayed = recover(files);
    if (replayed === null) closeFiles(files);
    return replayed;
  } catch (error) {
    closeFiles(files);
    throw error;
  }
}

/** Every picture is read and summed, about 1 GB a second: resuming on top of damage would cost more. */
export function recover(opened: Pick<RunFiles, 'pack' | 'journal'>): { files: RunFiles; replayed: Replayed } | null {
  const { pack, journal } = opened;
  const { records, end } = decodeJournal(readUpTo(journal, 0, journal.getSize()));
  const replayed = replay(records);
  if (replayed === null) return null;
  const reader = createPackReader(pack);
  forgetLost(replayed, (place) => reader.read(place) !== null);
  const files = { pack, packEnd: packEnd(replayed), journal, journalEnd: end };
  pack.truncate(files.packEnd);
  journal.truncate(end);
  return { files, replayed };
}

async function openFiles(folder: FileSystemDirectoryHandle): Promise<Pick<RunFiles, 'pack' | 'journal'>> {
  const open = async (name: string) => {
    const file = await folder.getFileHandle(name, { create: true });
    return whenLetGo(() => file.createSyncAccessHandle());
  };
  const pack = await open('pack');
  try {
    return { pack, journal: await open('journal') };
  } catch (error) {
    pack.close();
    throw error;
  }
}

function closeFiles({ pack, journal }: Pick<RunFiles, 'pack' | 'journal'>): void {
  pack.close();
  journal.close();
}
