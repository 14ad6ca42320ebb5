import { type Failure, fail, type Result } from '../core/failure.ts';
import { type CrewChange, type CrewOptions, createCrew } from './crew.ts';
import type { Slot } from './engine-slot.ts';

/** Engines that one image may cost: the second one tells the image's fault from the engine's. */
export const triesPerImage = 2;

export interface PoolOptions<Request, Answer> extends CrewOptions<Request, Answer> {
  /** For the timeline and the page; called synchronously, must not throw. */
  onChange?: (change: PoolChange) => void;
}

/** `broken`: no engine starts, and every request fails at once with that reason until `warm` asks for a new try. */
type PoolState = { tag: 'open' } | { tag: 'broken'; reason: string } | { tag: 'closed' };

/** `sent-back`: an image came that no light engine can draw; it waits for a whole one. */
export type PoolChange = CrewChange | { tag: 'sent-back' } | { tag: 'broken'; reason: string };

interface PoolStats {
  /** Engines alive now, those that start or retire included. */
  engines: number;
  idle: number;
  /** With an image at hand. */
  busy: number;
  /** Requests that wait for an engine. */
  waiting: number;
  /** Since the pool was made: engines that came up, that died or were ended for a fault, that made room for a successor. */
  started: number;
  lost: number;
  recycled: number;
}

/**
 * For the timeline: called when an engine takes the image in hand, and what it returns when the engine lets go of it,
 * with whether a picture came of it. Again, if the engine was lost or sent it back; never, if none came. Must not throw.
 */
export type OnTurn = () => (rendered: boolean) => void;

/** The workers. It owns every call into them: a dead worker never answers, and Comlink never rejects. */
export interface Pool<Request, Answer> {
  /**
   * Renders one image when its turn comes: first come, first served. Answers exactly once and never rejects;
   * an image whose engine dies is tried once on another engine, then fails as `engine-lost` or `timed-out`.
   * When the signal aborts it answers `engine-lost` / `cancelled` at once, and the engine that was busy with the image
   * is terminated, for nothing else can stop it. One that a light engine sends back waits for a whole one, and counts as
   * not tried. The request is kept, and perhaps sent twice, until it is answered.
   */
  run(request: Request, signal: AbortSignal, onTurn?: OnTurn): Promise<Result<Answer>>;
  /** Keeps that many engines ready from now on, but never more than `width`. Gives a broken pool another try. */
  warm(engines: number): void;
  state(): PoolState;
  stats(): PoolStats;
  /** Ends all engines; whatever waits or runs fails as `engine-lost` / `closed`. */
  close(): void;
}

interface Ticket<Request, Answer> {
  readonly request: Request;
  readonly resolve: (result: Result<Answer>) => void;
  readonly onTurn: OnTurn | undefined;
  /** Engines that died of it, or with it. */
  losses: number;
  /** A light engine has sent it back. */
  needsWhole: boolean;
  place: { tag: 'waiting' } | { tag: 'running'; slot: Slot<Request, Answer> } | { tag: 'answered' };
}

export function createPool<Request, Answer>(options: PoolOptions<Request, Answer>): Pool<Request, Answer> {
  const waiting: Ticket<Request, Answer>[] = [];
  const crew = createCrew(options, { onChange, onHopeless, onTurn: reviewSoon });
  let state: PoolState = { tag: 'open' };
  let isReviewDue = false;

  function run(request: Request, signal: AbortSignal, onTurn?: OnTurn): Promise<Result<Answer>> {
    if (state.tag !== 'open') return Promise.resolve(refusal(state));
    if (signal.aborted) return Promise.resolve(lost('cancelled'));
    return new Promise((settle) => {
      const onAbort = () => cancel(ticket);
      const resolve = (result: Result<Answer>) => {
        signal.removeEventListener('abort', onAbort);
        settle(result);
      };
      const ticket: Ticket<Request, Answer> = {
        request,
        resolve,
        onTurn,
        losses: 0,
        needsWhole: false,
        place: { tag: 'waiting' },
      };
      signal.addEventListener('abort', onAbort);
      waiting.push(ticket);
      reviewSoon();
    });
  }

  /** Hands out what waits, then lets the crew grow by what still does. */
  function review(): void {
    isReviewDue = false;
    if (state.tag !== 'open') return;
    for (const slot of crew.idle()) {
      const [ticket] = waiting.splice(firstFor(slot), 1);
      if (ticket !== undefined) serve(ticket, slot);
    }
    crew.tend(waiting.length);
  }

  /** The place of the first that this engine may try; the end of the queue, if there is none. */
  function firstFor(slot: Slot<Request, Answer>): number {
    if (slot.fitness() === 'whole') return 0;
    const first = waiting.findIndex(({ needsWhole }) => !needsWhole);
    return first < 0 ? waiting.length : first;
  }

  /** After the burst of events of which this is one: when all is cancelled at once, no engine must start in between. */
  function reviewSoon(): void {
    if (isReviewDue) return;
    isReviewDue = true;
    queueMicrotask(review);
  }

  function serve(ticket: Ticket<Request, Answer>, slot: Slot<Request, Answer>): void {
    ticket.place = { tag: 'running', slot };
    const endTurn = ticket.onTurn?.();
    slot.render(ticket.request, (outcome) => {
      endTurn?.(outcome.tag === 'answered' && outcome.result.ok);
      if (ticket.place.tag === 'answered') return;
      if (outcome.tag === 'answered') {
        crew.answered();
        answer(ticket, outcome.result);
      } else if (outcome.tag === 'sent-back') {
        ticket.needsWhole = true;
        queueAgain(ticket);
        options.onChange?.({ tag: 'sent-back' });
      } else {
        ticket.losses += 1;
        if (ticket.losses < triesPerImage && state.tag === 'open') queueAgain(ticket);
        else answer(ticket, fail(outcome.failure));
      }
    });
  }

  /** At the front: it has waited for its turn already. */
  function queueAgain(ticket: Ticket<Request, Answer>): void {
    ticket.place = { tag: 'waiting' };
    waiting.unshift(ticket);
    reviewSoon();
  }

  function answer(ticket: Ticket<Request, Answer>, result: Result<Answer>): void {
    ticket.place = { tag: 'answered' };
    ticket.resolve(result);
  }

  function cancel(ticket: Ticket<Request, Answer>): void {
    const { place } = ticket;
    answer(ticket, lost('cancelled'));
    if (place.tag === 'waiting') waiting.splice(waiting.indexOf(ticket), 1);
    if (place.tag === 'running') crew.dismiss(place.slot);
  }

  function onChange(change: CrewChange): void {
    options.onChange?.(change);
    reviewSoon();
  }

  /**
   * Better said at once and to everyone than shown as a run that stands at 0 %. Light engines that are left go on, and only
   * those hear of it that no light one can draw.
   */
  function onHopeless(failure: Failure): void {
    const reason = `no engine starts: ${'reason' in failure ? failure.reason : failure.code}`;
    const hasLight = crew.count().engines > 0;
    const given = hasLight ? waiting.filter(({ needsWhole }) => needsWhole) : [...waiting];
    for (const ticket of given) {
      waiting.splice(waiting.indexOf(ticket), 1);
      answer(ticket, lost(reason));
    }
    if (hasLight) return;
    state = { tag: 'broken', reason };
    options.onChange?.({ tag: 'broken', reason });
  }

  return {
    run,
    warm(engines) {
      if (state.tag === 'closed') return;
      // Only then: whoever warms at every keystroke must not undo the pauses between failed starts.
      if (state.tag === 'broken') crew.restart();
      state = { tag: 'open' };
      crew.keep(engines);
      reviewSoon();
    },
    state: () => state,
    stats: () => ({ ...crew.count(), waiting: waiting.length }),
    close() {
      state = { tag: 'closed' };
      for (const ticket of waiting.splice(0)) answer(ticket, refusal(state));
      crew.close();
    },
  };
}

function refusal(state: Exclude<PoolState, { tag: 'open' }>): { ok: false; failure: Failure } {
  return lost(state.tag === 'broken' ? state.reason : 'closed');
}

function lost(reason: string): { ok: false; failure: Failure } {
  return fail({ code: 'engine-lost', reason });
}
