import type { Limits } from '../core/limits.ts';
import type { Clock } from '../core/ports.ts';
import type { Schedule } from '../core/schedule.ts';
import type { Plan, Shelf, ShelfRun } from '../shelf/shelf.ts';
import { toRelayUrls } from '../sources/endpoint.ts';
import type { Fetcher } from '../sources/fetcher.ts';
import { type Access, createUrlSource } from '../sources/url.ts';
import type { Connection } from './connection.ts';
import type { Courtesy } from './courtesy.ts';
import { hostOf, openSink } from './destination.ts';
import { createDetourNotices } from './detour-notices.ts';
import type { Engines } from './engines.ts';
import { createExecution, type Execution } from './execution.ts';
import type { Notices } from './notices.ts';
import { skipPlaceholders } from './placeholders.ts';
import { createPorts } from './ports.ts';
import { spaceNeeded } from './space.ts';
import { takeOver } from './take-over.ts';
import { createTracing } from './trace.ts';
import type { Destination } from './view.ts';
import type { Words } from './words.ts';

export interface RunsOptions {
  shelf: Promise<Shelf>;
  engines: Engines;
  limits: Limits;
  schedule: Schedule;
  clock: Clock;
  relayUrl: string;
  fetcher: Fetcher;
  connection: Connection;
  courtesy: Courtesy;
  notices: Notices;
  words: Words;
  fileOf(id: string): File | undefined;
  /** A run takes the place of the one before. */
  onBegin(): void;
  onChange(): void;
  /** The run has gone on by a little. */
  onProgress(): void;
}

/** The run that the page is about, and how a new one takes its place. */
export interface Runs {
  current(): Execution | null;
  /** Whether a run is being prepared: the shelf answers in its own time. */
  readonly opening: boolean;
  /**
   * `plan` is called at once, and may take its time. `from`: whether everything is made, or only what the run before
   * has not made already.
   */
  begin(plan: () => Promise<Plan>, destination: Destination, from: 'scratch' | 'before'): Promise<void>;
  /**
   * Takes a run of an earlier visit from the shelf and goes on with it; told if it is not to be had. `prepare` looks at
   * it and says where its files go, or `null` for not now.
   */
  resume(id: string, prepare: (run: ShelfRun) => Destination | null): Promise<void>;
  /** Makes what was left out as a placeholder after all, from now on in this run. */
  acceptPlaceholders(): void;
  access(host: string): Access;
}

export function createRuns(options: RunsOptions): Runs {
  const { limits, clock, engines, notices, words, schedule, connection } = options;
  let execution: Execution | null = null;
  let opening = false;
  /** Whether the run needs the network at all. */
  let remote = false;
  /** Whether it was us who paused it, because the connection was lost. */
  let waits = false;
  const detourNotices = createDetourNotices(notices, words);
  const newSource = () =>
    createUrlSource({ relayUrls: toRelayUrls(options.relayUrl), limits, clock, fetch: options.fetcher.fetch });
  let urls = newSource();

  /** Whether the user has looked at what this run left out, and wants it. */
  let acceptsPlaceholders = false;
  /** Where the files of the current run go. */
  let where: Destination | null = null;

  const execute = async (shelf: ShelfRun, destination: Destination, from: 'scratch' | 'before') => {
    const before = execution;
    const isSameDestination = JSON.stringify(destination) === JSON.stringify(where);
    where = destination;
    /** Good for the first go: whoever is retried later is made as anyone else. */
    let former = from === 'before' ? before : null;
    if (former === null) {
      acceptsPlaceholders = false;
      await before?.shelf.close();
    }
    options.onBegin();
    const routing = engines.route(...detourNotices.begin(shelf.states.values()));
    const sink = openSink(destination, limits, clock, undelivered(shelf));
    execution = createExecution({
      shelf,
      createPorts(hold, recorder) {
        urls = newSource();
        const { items, recipe } = shelf.plan.job;
        const tracing = createTracing(recorder, items);
        const waitForSpace = async (refusedBytes: number) => {
          const id = 'shelf-full';
          const text = words.shelfFull(spaceNeeded(execution?.board.states ?? [], refusedBytes));
          notices.show({ id, tone: 'error', text, action: null, dismissible: false });
          const goesOn = await hold();
          notices.drop(id);
          return goesOn;
        };
        const asked = {
          ...{ recipe, limits, clock, connection, shelf, sink, waitForSpace },
          urls: () => urls,
          fileOf: options.fileOf,
          release: options.fetcher.release,
          pool: tracing.pool(routing),
        };
        const all = createPorts(asked);
        const ports =
          former === null
            ? all
            : takeOver({
                ports: all,
                recipe,
                renderPart: (part) => createPorts({ ...asked, recipe: part }).render,
                former: { job: former.shelf.plan.job, states: former.board.states },
                shelf: former.shelf,
                isSameDestination,
              });
        former = null;
        return tracing.ports(acceptsPlaceholders ? ports : skipPlaceholders(ports), sink !== null);
      },
      destination: hostOf(destination),
      schedule,
      limits,
      clock,
      courtesy: options.courtesy,
      onChange: options.onChange,
      onProgress: options.onProgress,
    });
    remote = destination.kind !== 'zip' || shelf.plan.job.items.some(({ origin }) => origin.kind === 'url');
    const going = execution.go();
    if (!connection.up) waitForConnection();
    await going;
    if (from === 'before') await before?.shelf.close();
  };

  const waitForConnection = () => {
    if (!remote || execution?.phase() !== 'running') return;
    waits = true;
    execution.pause();
    notices.show({ id: 'offline', tone: 'warning', text: words.offline, action: null, dismissible: true });
  };

  connection.onChange((up) => {
    if (!up) return waitForConnection();
    urls = newSource();
    notices.drop('offline');
    if (waits) execution?.resume();
    waits = false;
  });

  const whileOpening = async <T>(open: () => Promise<T>): Promise<T> => {
    opening = true;
    options.onChange();
    try {
      return await open();
    } finally {
      opening = false;
      options.onChange();
    }
  };

  return {
    current: () => execution,
    get opening() {
      return opening;
    },
    async begin(plan, destination, from) {
      const begun = await whileOpening(async () => {
        const made = await plan();
        return (await options.shelf).begin(made);
      });
      if (begun.ok) return execute(begun.value, destination, from);
      showBroken(begun.failure);
    },
    async resume(id, prepare) {
      const reopened = await whileOpening(async () => (await options.shelf).reopen(id));
      if (!reopened.ok) return showBroken(reopened.failure);
      const destination = prepare(reopened.value);
      if (destination === null) return reopened.value.close();
      return execute(reopened.value, destination, 'scratch');
    },
    acceptPlaceholders() {
      if (execution?.phase() !== 'finished') return;
      acceptsPlaceholders = true;
      void execution.retry(execution.board.states.flatMap((state, id) => (state.tag === 'skipped' ? [id] : [])));
    },
    access: (host) => urls.access(host),
  };

  function showBroken(failure: Parameters<Words['failure']>[0]) {
    notices.show({ id: 'shelf', tone: 'error', text: words.failure(failure), action: null, dismissible: true });
  }
}

/** The files that were made and not known to be delivered when the run was interrupted. */
function undelivered(shelf: ShelfRun): ReadonlySet<string> {
  const names = [...shelf.states.values()].flatMap((state) =>
    state.tag !== 'done' && 'made' in state ? (state.made?.outputs ?? []).map((file) => file.name) : [],
  );
  return new Set(names);
}
