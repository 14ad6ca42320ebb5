import { toCsvRow } from './csv.ts';
import type { Failure } from './failure.ts';
import { type Item, type ItemState, isFate, type Made, type OutputFile } from './item.ts';
import type { Job } from './job.ts';
import type { List } from './list.ts';

/** A reject as a row of the report: the page hands in its words, as for failures. */
export interface RejectRow {
  line: number;
  text: string;
  code: string;
  message: string;
}

/** The first ten are a contract with scripts; others may follow. */
const columns = [
  ...['line', 'origin', 'status', 'code', 'message', 'file', 'width', 'height', 'bytes', 'sha256'],
  ...['source_width', 'source_height', 'source_kind', 'source_bytes', 'via', 'route', 'variant', 'note'],
];

/**
 * The report as CSV: UTF-8 without a mark, one row per output file and one row for an item without any, in list order.
 * `status` is the item's fate, or `waiting` before it has one; `variant` counts from 1.
 *
 * `states` by item id. `explain` says a failure in a sentence. With `rejects`, in the order of their lines, the report
 * covers every line of the list; their status is `rejected`.
 */
export function toReport(
  job: Job,
  states: readonly (ItemState | undefined)[],
  explain: (failure: Failure) => string,
  rejects: readonly RejectRow[] = [],
): string {
  const rows = [toCsvRow(columns)];
  let next = 0;
  const rejectsBefore = (line: number) => {
    for (let reject = rejects[next]; reject !== undefined && reject.line < line; reject = rejects[next]) {
      rows.push(toRejectRow(reject));
      next += 1;
    }
  };
  for (const item of job.items) {
    rejectsBefore(item.line);
    rows.push(...toItemRows(item, states[item.id], explain));
  }
  rejectsBefore(Number.POSITIVE_INFINITY);
  return rows.join('');
}

function toItemRows(item: Item, state: ItemState | undefined, explain: (failure: Failure) => string): string[] {
  const { status, failure, made } = toOutcome(state);
  const head = [
    item.line,
    originText(item),
    status,
    failure?.code ?? null,
    failure === null ? null : explain(failure),
  ] as const;
  const files: readonly (OutputFile | null)[] = made !== null && made.outputs.length > 0 ? made.outputs : [null];
  return files.map((file) => toCsvRow([...head, ...toFileCells(file), ...toSourceCells(made, file)]));
}

function toFileCells(file: OutputFile | null) {
  return file === null
    ? [null, null, null, null, null]
    : [file.name, file.width, file.height, file.byteLength, file.sha256];
}

function toSourceCells(made: Made | null, file: OutputFile | null) {
  const last = file === null ? [null, null] : [file.variant + 1, file.note];
  if (made === null) return [null, null, null, null, null, null, ...last];
  const { width, height, kind, byteLength, via, route } = made.source;
  return [width, height, kind, byteLength, via, route, ...last];
}

/** Credentials have no place in a report, and a reject still has them. */
function toRejectRow({ line, text, code, message }: RejectRow): string {
  const cells = [line, text.replace(/\/\/[^\s/@]*@/g, '//'), 'rejected', code, message];
  return toCsvRow([...cells, ...columns.slice(cells.length).map(() => null)]);
}

interface Outcome {
  status: 'done' | 'failed' | 'skipped' | 'cancelled' | 'waiting';
  failure: Failure | null;
  made: Made | null;
}

function toOutcome(state: ItemState | undefined): Outcome {
  if (state === undefined) return { status: 'waiting', failure: null, made: null };
  return {
    status: isFate(state) ? state.tag : 'waiting',
    failure: 'failure' in state ? state.failure : null,
    made: 'made' in state ? state.made : null,
  };
}

function originText({ origin }: Item): string {
  return origin.kind === 'url' ? origin.url : origin.name;
}

/** The report as JSON, for programs: one object per item, failures with all their fields. */
export function toReportJson(
  job: Job,
  states: readonly (ItemState | undefined)[],
  explain: (failure: Failure) => string,
): string {
  const items = job.items.map((item) => {
    const { status, failure, made } = toOutcome(states[item.id]);
    return {
      line: item.line,
      origin: originText(item),
      status,
      failure: failure === null ? null : { ...failure, message: explain(failure) },
      source: made?.source ?? null,
      outputs: made?.outputs ?? [],
    };
  });
  return `${JSON.stringify({ recipe: job.recipe, items }, null, 2)}\n`;
}

/**
 * The entries that failed, in their order and as they were given, below the header if there was one: a list again.
 * `list` is the one that the job was planned from; an item that is no longer in it is written as its URL. Files cannot
 * be named in a list and are left out.
 */
export function toFailedList(list: List, job: Job, states: readonly (ItemState | undefined)[]): string {
  const texts = new Map(list.entries.map((entry) => [`${entry.line} ${entry.url}`, entry.text]));
  const lines = list.header === null ? [] : [list.header];
  for (const { id, line, origin } of job.items) {
    if (origin.kind !== 'url' || states[id]?.tag !== 'failed') continue;
    lines.push(texts.get(`${line} ${origin.url}`) ?? origin.url);
  }
  return lines.map((line) => `${line}\n`).join('');
}
