import { type Board, unsettled } from './board.ts';
import { createBudget } from './budget.ts';
import { createChannel } from './channel.ts';
import type { Failure } from './failure.ts';
import type { Hosts } from './hosts.ts';
import type { Item, ItemState, Made } from './item.ts';
import type { Job, Unit } from './job.ts';
import type { Limits } from './limits.ts';
import { outputName } from './name.ts';
import { toUnits } from './plan.ts';
import type { Opened, Ports, Rendering, Thumbnail } from './ports.ts';
import { createQueue, type Visit } from './queue.ts';
import { createReadAhead } from './read-ahead.ts';
import type { Schedule } from './schedule.ts';
import { createWalk } from './walk.ts';

export interface RunOptions<Image extends Opened, Picture extends Thumbnail> {
  job: Job;
  board: Board;
  ports: Ports<Image, Picture>;
  schedule: Schedule;
  limits: Limits;
  /** The manners of those who are fetched from, and of the one destination. */
  origins: Hosts;
  destinations: Hosts;
  destination: string;
  /** Aborting cancels: what is in flight is dropped, every item without a fate is cancelled at once. */
  signal: AbortSignal;
  /** Resolves at once, or when the run is no longer paused: nothing new is begun meanwhile. */
  resumed(): Promise<void>;
}

/** An item's files on their way; `delivered` of them have arrived, so that a retry goes on where the last try ended. */
interface Delivery {
  item: Item;
  made: Made;
  delivered: number;
}

/**
 * Brings every item of the job that has no fate yet to exactly one: open ▸ render ▸ shelve ▸ deliver.
 * The one place where concurrency lives. Each stage is a set of lanes that walk through work: pipelined, the lanes of
 * all stages walk at once; staged, those of one stage after those of the other, lot by lot.
 * Resolves when the last item is settled; rejects only for a bug.
 */
export async function run<Image extends Opened, Picture extends Thumbnail>(
  options: RunOptions<Image, Picture>,
): Promise<void> {
  const { job, board, ports, schedule, limits, signal } = options;
  const origins = createQueue<Unit>(options.origins, limits, ports.clock, signal);
  const images = createChannel<{ visit: Visit<Unit>; image: Image }>();
  const deliveries = createQueue<Delivery>(options.destinations, limits, ports.clock, signal);
  const ahead = createReadAhead(schedule.render);
  const budget = createBudget(
    {
      bytes: limits.bytesInFlight,
      images: limits.imagesInFlight,
      // Stage after stage, everyone waits for a whole lot: the larger, the better.
      lanes: schedule.mode === 'pipelined' ? schedule.render : Number.POSITIVE_INFINITY,
      enough: () => ahead.images,
      coming: options.origins.admission.flowing,
    },
    signal,
  );

  const open = async (visit: Visit<Unit>) => {
    mark(visit.work, { tag: 'opening', attempt: visit.attempt });
    const opened = await ports.open(visit.work.origin, signal, () => origins.heard(visit));
    if (!opened.ok) return reopenLater(visit, opened.failure);
    ahead.opened(ports.clock.now() - visit.sinceMs);
    origins.answered(visit);
    budget.take(opened.value.byteLength);
    images.push({ visit, image: opened.value });
  };

  const render = async ({ visit, image }: { visit: Visit<Unit>; image: Image }) => {
    mark(visit.work, { tag: 'rendering', attempt: visit.attempt });
    const sinceMs = ports.clock.now();
    const rendered = await ports.render(image, signal);
    ahead.rendered(ports.clock.now() - sinceMs);
    ports.release(image);
    budget.give(image.byteLength);
    if (!rendered.ok) return reopenLater(visit, rendered.failure);
    for (const item of visit.work.items) await shelve(item, image, rendered.value);
    origins.leave(visit);
  };

  const shelve = async (item: Item, image: Image, rendering: Rendering<Picture>) => {
    // Its fate is written down already; a later record that it was made would make it unsettled for the next page.
    if (signal.aborted) return;
    const made = toMade(job, item, image, rendering);
    const shelved = await ports.shelve(item, made, rendering.thumbnails);
    if (signal.aborted) return;
    if (shelved.ok) deliveries.push({ item, made, delivered: 0 }, options.destination);
    else board.set(item.id, { tag: 'failed', failure: shelved.failure, attempts: 1, made: null });
  };

  const deliver = async (visit: Visit<Delivery>) => {
    const { item, made } = visit.work;
    board.set(item.id, { tag: 'delivering', attempt: visit.attempt, made });
    for (const file of made.outputs.slice(visit.work.delivered)) {
      const sent = await ports.deliver(item, file, signal);
      if (!sent.ok) return redeliverLater(visit, sent.failure);
      visit.work.delivered += 1;
    }
    deliveries.answered(visit);
    board.set(item.id, { tag: 'done', made });
    deliveries.leave(visit);
  };

  const reopenLater = (visit: Visit<Unit>, failure: Failure) => {
    const attempts = visit.attempt + 1;
    if (origins.again(visit, failure)) return mark(visit.work, { tag: 'waiting', attempt: attempts, made: null });
    // A stand-in for a picture is left out on purpose; that is a different fate from not getting one.
    if (failure.code === 'placeholder') mark(visit.work, { tag: 'skipped', failure });
    else mark(visit.work, { tag: 'failed', failure, attempts, made: null });
    origins.leave(visit);
  };

  const redeliverLater = (visit: Visit<Delivery>, failure: Failure) => {
    const { item, made } = visit.work;
    const attempts = visit.attempt + 1;
    if (deliveries.again(visit, failure)) return board.set(item.id, { tag: 'waiting', attempt: attempts, made });
    board.set(item.id, { tag: 'failed', failure, attempts, made });
    deliveries.leave(visit);
  };

  const mark = (unit: Unit, state: ItemState) => {
    for (const item of unit.items) board.set(item.id, state);
  };

  const cancelRest = () => {
    for (const id of unsettled(board)) board.set(id, { tag: 'cancelled', made: madeOf(board.states[id]) });
    images.close();
  };
  signal.addEventListener('abort', cancelRest, { once: true });

  const rest = unsettled(board).flatMap((id) => job.items[id] ?? []);
  for (const unit of toUnits(rest.filter((item) => madeOf(board.states[item.id]) === null))) {
    origins.push(unit, hostOf(unit));
  }
  for (const item of rest) {
    const made = madeOf(board.states[item.id]);
    if (made !== null) deliveries.push({ item, made, delivered: 0 }, options.destination);
  }
  origins.close();

  const walk = createWalk(options, budget);
  if (schedule.mode === 'pipelined') {
    await Promise.all([
      walk.steadily('open', origins, open).then(images.close),
      walk.steadily('render', images, render).then(deliveries.close),
      walk.steadily('deliver', deliveries, deliver),
    ]);
  } else {
    const deliverLot = () => walk.lot('deliver', deliveries, deliver);
    while (await origins.ready()) {
      await walk.lot('open', origins, open);
      await walk.lot('render', images, render);
      await deliverLot();
    }
    deliveries.close();
    while (await deliveries.ready()) await deliverLot();
  }
  signal.removeEventListener('abort', cancelRest);
}

function toMade<Image extends Opened, Picture extends Thumbnail>(
  job: Job,
  item: Item,
  image: Image,
  { source, thumbnails }: Rendering<Picture>,
): Made {
  return {
    source: { ...source, byteLength: image.byteLength, via: image.via },
    outputs: thumbnails.map(({ variant, format, width, height, byteLength, sha256, note }) => ({
      name: outputName(job.recipe, item.stem, variant, format),
      variant,
      format,
      width,
      height,
      byteLength,
      sha256,
      note,
    })),
  };
}

function madeOf(state: ItemState | undefined): Made | null {
  return state !== undefined && 'made' in state ? state.made : null;
}

/** Files come from this machine, whose disk is asked as politely as any host. */
function hostOf(unit: Unit): string {
  return unit.origin.kind === 'url' ? unit.origin.host : '';
}
