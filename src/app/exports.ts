import { crc32 } from '../core/crc32.ts';
import { fail, ok, type Result } from '../core/failure.ts';
import { type List, parseList } from '../core/list.ts';
import { toFailedList, toReport } from '../core/report.ts';
import { toTraceEvents } from '../core/trace-events.ts';
import { type ZipEntry, zip } from '../sinks/zip.ts';
import type { Execution } from './execution.ts';
import { parseSavedPage } from './saved-page.ts';
import type { Words } from './words.ts';

/** The report of what became of every line so far, those that were no images included. */
function toReportText(execution: Execution, words: Words): string {
  const rejects = listOf(execution).rejects.map(({ line, text, reason }) => ({
    line,
    text,
    code: reason.code,
    message: words.reject(reason),
  }));
  return toReport(execution.shelf.plan.job, execution.board.states, words.failure, rejects);
}

export function reportOf(execution: Execution, words: Words): Blob {
  return new Blob([toReportText(execution, words)], { type: 'text/csv' });
}

/** The lines that failed, as a list that can be given to the page again. */
export function failedListOf(execution: Execution): Blob {
  const { plan } = execution.shelf;
  return new Blob([toFailedList(listOf(execution), plan.job, execution.board.states)], { type: 'text/csv' });
}

/** What was at work when, for Perfetto and the browser's own tools. */
export function traceOf(execution: Execution): Blob {
  const { items } = execution.shelf.plan.job;
  const nameOf = (id: number) => {
    const origin = items[id]?.origin;
    return origin?.kind === 'url' ? origin.url : (origin?.name ?? '');
  };
  return new Blob([...toTraceEvents(execution.trace, nameOf)], { type: 'application/json' });
}

/** The list as it was when the run began, whatever stands in the page by now. */
function listOf(execution: Execution): List {
  return parseList(parseSavedPage(execution.shelf.plan.page)?.text ?? '');
}

/**
 * Everything that is on the shelf, in list order, and the report: written to the disk piece by piece where the shelf
 * is on disk, so that its size does not matter. The same job gives the same bytes, interrupted or not: the report says how
 * each picture came and who drew it, but nothing of when, or in which try. Fails with `shelf-full` when there is no room for it, and with
 * `shelf-broken` when a picture cannot be read back.
 */
export async function zipOf(execution: Execution, words: Words): Promise<Result<Blob>> {
  const report = new TextEncoder().encode(toReportText(execution, words));
  const scratch = await execution.shelf.scratch();
  try {
    for await (const chunk of zip(entriesOf(execution, report))) {
      const written = await scratch.write(chunk);
      if (written.ok) continue;
      await scratch.abort();
      return written;
    }
    return ok(await scratch.close());
  } catch (error) {
    await scratch.abort();
    return fail({ code: 'shelf-broken', detail: String(error) });
  }
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
