import type { Failure, Result } from '../core/failure.ts';
import type { Clock } from '../core/ports.ts';
import { startDeadline } from './deadline.ts';
import { askEngine, type Engine, type Fitness, sentBack } from './engine.ts';

/** Why an engine is no more. */
export type End =
  | { why: 'not-started'; failure: Failure }
  | { why: 'lost'; failure: Failure }
  | { why: 'recycled' }
  | { why: 'cancelled' }
  | { why: 'closed' };

/** What became of one image on one engine. `sent-back`: that is a light one, and the image needs a whole one. */
type Outcome<Answer> =
  | { tag: 'answered'; result: Result<Answer> }
  | { tag: 'sent-back' }
  | { tag: 'lost'; failure: Failure };

/** `retiring`: busy with its last image. */
export type SlotTag = 'starting' | 'idle' | 'busy' | 'retiring' | 'gone';

interface Busy<Answer> {
  tag: 'busy' | 'retiring';
  liftDeadline: () => void;
  settle: (outcome: Outcome<Answer>) => void;
}

type Life<Answer> = { tag: 'starting'; liftDeadline: () => void } | { tag: 'idle' } | Busy<Answer> | { tag: 'gone' };

export interface SlotOptions<Request, Answer> {
  engine: Engine<Request, Answer>;
  clock: Clock;
  /** Active time that the start and one image may take. */
  startMs: number;
  deadlineMs: number;
  /** Images, and bytes of memory, after which the engine is worn. */
  recycleAfter: number;
  recycleAboveBytes: number;
  /** After every change of the tag but the last. */
  onChange(tag: Exclude<SlotTag, 'gone'>): void;
  /** At most once. */
  onStarted(): void;
  /** Exactly once, when it is gone. */
  onEnd(end: End): void;
}

/** The life of one engine: starting → idle ⇄ busy → (retiring →) gone. It owns the engine and every call into it. */
export interface Slot<Request, Answer> {
  tag(): SlotTag;
  fitness(): Fitness;
  /** It has done enough, or has too little, and should get a successor; until that one has started it goes on working. */
  isWorn(): boolean;
  /** For an idle slot only. `settle` is called exactly once, synchronously with the change that it reports. */
  render(request: Request, settle: (outcome: Outcome<Answer>) => void): void;
  /** Gone at once if idle, after its image if busy. */
  retire(): void;
  /** Terminates the engine; an image that it is busy with is lost. */
  end(end: End): void;
}

/** Must be called in the task in which the engine was spawned, lest an event of its worker be missed. */
export function createSlot<Request, Answer>(options: SlotOptions<Request, Answer>): Slot<Request, Answer> {
  const { engine, clock } = options;
  let images = 0;
  let life: Life<Answer> = { tag: 'starting', liftDeadline: startDeadline(clock, options.startMs, onStartLate) };

  engine.onLost((reason) => lose({ code: 'engine-lost', reason }));
  void askEngine(() => engine.started).then(onStartAnswer);

  function onStartLate(): void {
    lose({ code: 'engine-lost', reason: `did not start within ${options.startMs} ms` });
  }

  function onStartAnswer(started: Result<void>): void {
    if (life.tag !== 'starting') return;
    if (started.ok) {
      life.liftDeadline();
      life = { tag: 'idle' };
      options.onChange('idle');
      options.onStarted();
    } else {
      lose(started.failure);
    }
  }

  function render(request: Request, settle: (outcome: Outcome<Answer>) => void): void {
    const liftDeadline = startDeadline(clock, options.deadlineMs, () =>
      lose({ code: 'timed-out', stage: 'render', afterMs: options.deadlineMs }),
    );
    life = { tag: 'busy', liftDeadline, settle };
    options.onChange('busy');
    void askEngine(() => engine.render(request)).then(onAnswer);
  }

  function onAnswer(result: Result<Answer> | typeof sentBack): void {
    if (life.tag !== 'busy' && life.tag !== 'retiring') return;
    if (result === sentBack) {
      finish(life, { tag: 'sent-back' });
    } else if (!result.ok && result.failure.code === 'engine-lost') {
      lose(result.failure);
    } else {
      images += 1;
      finish(life, { tag: 'answered', result });
    }
  }

  function finish({ tag, liftDeadline, settle }: Busy<Answer>, outcome: Outcome<Answer>): void {
    liftDeadline();
    life = { tag: 'idle' };
    settle(outcome);
    if (tag === 'retiring') end({ why: 'recycled' });
    else options.onChange('idle');
  }

  function lose(failure: Failure): void {
    end({ why: life.tag === 'starting' ? 'not-started' : 'lost', failure });
  }

  function end(reason: End): void {
    if (life.tag === 'gone') return;
    const last = life;
    life = { tag: 'gone' };
    engine.terminate();
    if (last.tag !== 'idle') last.liftDeadline();
    options.onEnd(reason);
    if (last.tag === 'busy' || last.tag === 'retiring') last.settle({ tag: 'lost', failure: failureOf(reason) });
  }

  return {
    tag: () => life.tag,
    fitness: engine.fitness,
    isWorn: () =>
      (life.tag === 'idle' || life.tag === 'busy') &&
      (images >= options.recycleAfter ||
        engine.health().memoryBytes > options.recycleAboveBytes ||
        engine.fitness() === 'outgrown'),
    render,
    retire() {
      if (life.tag === 'idle') {
        end({ why: 'recycled' });
      } else if (life.tag === 'busy') {
        life = { ...life, tag: 'retiring' };
        options.onChange('retiring');
      }
    },
    end,
  };
}

function failureOf(end: End): Failure {
  return 'failure' in end ? end.failure : { code: 'engine-lost', reason: end.why };
}
