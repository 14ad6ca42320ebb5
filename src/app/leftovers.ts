import type { RunSummary, Shelf, ShelfRun } from '../shelf/shelf.ts';
import { isUsable } from './destination.ts';
import type { Notices } from './notices.ts';
import type { Runs } from './runs.ts';
import type { Destination } from './view.ts';
import type { Words } from './words.ts';

/** What earlier visits and other tabs have on the shelf, offered to the user in notices. */
export interface Leftovers {
  /** Offers the newest run that can be gone on with, and tells of one that another tab is busy with. */
  offer(): Promise<void>;
  /** Another run has begun: what was offered can wait for the next visit. */
  withdraw(): void;
  /** A notice was closed: a run that was offered may not be wanted any more. */
  dismissed(notice: string): void;
}

export interface LeftoversOptions {
  shelf: Promise<Shelf>;
  runs: Runs;
  notices: Notices;
  words: Words;
  /** Makes the page look as it did when the run began. */
  restore(run: ShelfRun): void;
  /** Where the page's settings say that the files go. */
  destination(): Destination;
  fileOf(id: string): File | undefined;
}

/** Between two looks at a run that another tab owns: each reads that run's journal. */
const watchMs = 5_000;

const offerId = 'resume';
const discardId = 'discard';
const elsewhereId = 'elsewhere';

export function createLeftovers(options: LeftoversOptions): Leftovers {
  const { runs, notices, words } = options;
  let offered: RunSummary | null = null;

  const show = (run: RunSummary, text: string, label: string, take: () => void) => {
    offered = run;
    notices.show({ id: offerId, tone: 'info', text, action: { label, run: take }, dismissible: true });
  };

  const resume = (run: RunSummary) => {
    if (runs.opening) return;
    notices.drop(offerId);
    void runs.resume(run.id, (shelf) => {
      options.restore(shelf);
      const missing = { files: missingFiles(shelf), address: !isUsable(options.destination()) };
      if (missing.files.length === 0 && !missing.address) return options.destination();
      const { action } = words.resume(run.settled, run.total);
      show(run, words.resumeNeeds(missing.files, missing.address), action, () => resumeAsItIs(run));
      return null;
    });
  };

  /** Files that are still missing fail by name, and can be added and retried; without an address nothing can begin. */
  const resumeAsItIs = (run: RunSummary) => {
    if (runs.opening || !isUsable(options.destination())) return;
    notices.drop(offerId);
    void runs.resume(run.id, () => options.destination());
  };

  const missingFiles = ({ plan, states }: ShelfRun): readonly string[] =>
    plan.job.items.flatMap(({ id, origin }) => {
      const isNeeded = origin.kind === 'file' && !states.has(id) && options.fileOf(origin.fileId) === undefined;
      return isNeeded ? [origin.name] : [];
    });

  const watch = async (busy: RunSummary) => {
    const text = words.runElsewhere(busy.settled, busy.total);
    notices.show({ id: elsewhereId, tone: 'info', text, action: null, dismissible: true });
    await new Promise((resolve) => setTimeout(resolve, watchMs));
    if (notices.all().some(({ id }) => id === elsewhereId)) await offer();
  };

  const offer = async () => {
    const kept = await (await options.shelf).runs();
    notices.drop(elsewhereId);
    if (runs.current() !== null || runs.opening) return;
    const mine = kept.find((run) => !run.finished && !run.ownedElsewhere);
    const busy = kept.find((run) => !run.finished && run.ownedElsewhere);
    const [last] = kept;
    if (mine !== undefined) {
      const { text, action } = words.resume(mine.settled, mine.total);
      show(mine, text, action, () => resume(mine));
    } else if (last?.finished && !last.ownedElsewhere) {
      const { text, action } = words.lastRun(last.total);
      show(last, text, action, () => resume(last));
    }
    if (busy !== undefined) await watch(busy);
  };

  return {
    offer,
    withdraw() {
      for (const id of [offerId, discardId]) notices.drop(id);
    },
    dismissed(notice) {
      const run = offered;
      if (notice !== offerId || run === null) return;
      const { text, action } = words.discard(run.total);
      const id = discardId;
      const discard = async () => {
        notices.drop(id);
        await (await options.shelf).remove(run.id);
      };
      notices.show({ id, tone: 'info', text, action: { label: action, run: () => void discard() }, dismissible: true });
    },
  };
}
