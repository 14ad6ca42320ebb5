import { crc32 } from '../core/crc32.ts';
import type { Failure } from '../core/failure.ts';
import type { List } from '../core/list.ts';
import { toFailedList, toReport } from '../core/report.ts';
import { type ZipEntry, zip } from '../sinks/zip.ts';
import type { Execution } from './execution.ts';

type Explain = (failure: Failure) => string;

/** The report of what became of every line so far. */
export function reportOf(execution: Execution, explain: Explain): Blob {
  return new Blob([toReport(execution.shelf.plan.job, execution.board.states, explain)], { type: 'text/csv' });
}

/** The lines that failed, as a list that can be given to the page again. */
export function failedListOf(execution: Execution, list: List): Blob {
  return new Blob([toFailedList(list, execution.shelf.plan.job, execution.board.states)], { type: 'text/csv' });
}

/**
 * Everything that is on the shelf, in list order, and the report: written to the disk piece by piece where the shelf
 * is on disk, so that its size does not matter. `null` when there was no room for it.
 */
export async function zipOf(execution: Execution, explain: Explain): Promise<Blob | null> {
  const report = new TextEncoder().encode(toReport(execution.shelf.plan.job, execution.board.states, explain));
  const scratch = await execution.shelf.scratch();
  for await (const chunk of zip(entriesOf(execution, report))) {
    const written = await scratch.write(chunk);
    if (!written.ok) {
      await scratch.abort();
      return null;
    }
  }
  return scratch.close();
}

function* entriesOf(execution: Execution, report: Uint8Array<ArrayBuffer>): Generator<ZipEntry> {
  for (const [item, state] of execution.board.states.entries()) {
    const made = 'made' in state ? state.made : null;
    for (const [index, file] of made?.outputs.entries() ?? []) {
      const shelved = execution.shelf.find(item, index);
      if (shelved !== null) yield { name: file.name, ...shelved };
    }
  }
  yield { name: 'report.csv', byteLength: report.byteLength, crc32: crc32(report), read: async () => report };
}
