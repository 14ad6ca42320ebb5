import { fail, ok, type Result } from '../../src/core/failure.ts';
import type { Clock } from '../../src/core/ports.ts';
import { type Engine, type Fitness, sentBack } from '../../src/engine/engine.ts';

/** What a fake engine does with one image. It answers with the request itself. */
export type Act =
  | 'answer'
  | 'refuse'
  | 'throw'
  | 'reject'
  | 'silence'
  | 'nonsense'
  | 'die'
  | 'call-itself-lost'
  | 'send-back';

/** What a fake engine does when it is started. */
export type Birth = 'start' | 'fail' | 'hang' | 'throw' | 'die';

export interface FakeEnginesOptions {
  clock: Clock;
  /** `call` counts the images of all engines, from 1. */
  act?: (request: number, call: number) => Act;
  /** `engine` counts from 1. */
  birth?: (engine: number) => Birth;
  startMs?: number;
  renderMs?: number;
  fitness?: (engine: number) => Fitness;
  /** Bytes after so many images. */
  memoryBytes?: (images: number) => number;
}

const corrupt = fail({ code: 'corrupt', kind: 'jpeg', detail: 'as scripted' });

/** Engines that do what their script says, take 10 ms for everything unless told otherwise, and count. */
export function createFakeEngines(options: FakeEnginesOptions) {
  const { clock, startMs = 10, renderMs = 10 } = options;
  const calls: { engine: number; request: number }[] = [];
  const most = { alive: 0, atOnce: 0 };
  const killers = new Map<number, (reason: string) => void>();
  let spawned = 0;
  let alive = 0;

  function spawn(): Engine<number, number> {
    spawned += 1;
    const engine = spawned;
    const birth = options.birth?.(engine) ?? 'start';
    if (birth === 'throw') throw new Error('no worker for you');
    alive += 1;
    most.alive = Math.max(most.alive, alive);
    const death = new AbortController();
    let images = 0;
    let atOnce = 0;
    let onLost = (_reason: string) => {};
    /** Twice, as a worker does that cannot be loaded and then sends rubbish. */
    const die = () => {
      onLost('died as scripted');
      onLost('died again');
    };

    async function start(): Promise<Result<void>> {
      await clock.wait(birth === 'hang' ? Number.POSITIVE_INFINITY : startMs, death.signal);
      if (birth === 'die') die();
      return birth === 'fail' ? fail({ code: 'engine-lost', reason: 'cannot start' }) : ok(undefined);
    }

    async function render(request: number): Promise<Result<number> | typeof sentBack> {
      atOnce += 1;
      most.atOnce = Math.max(most.atOnce, atOnce);
      calls.push({ engine, request });
      const act = options.act?.(request, calls.length) ?? 'answer';
      if (act === 'silence') return new Promise(() => {});
      await clock.wait(renderMs, death.signal);
      atOnce -= 1;
      if (act === 'send-back') return sentBack;
      images += 1;
      return perform(act, request, die);
    }

    return {
      started: start(),
      render(request) {
        if (options.act?.(request, calls.length + 1) === 'throw') {
          calls.push({ engine, request });
          throw new TypeError('thrown as scripted');
        }
        return render(request);
      },
      fitness: () => options.fitness?.(engine) ?? 'whole',
      health: () => ({ memoryBytes: options.memoryBytes?.(images) ?? 0 }),
      onLost(listener) {
        onLost = listener;
        killers.set(engine, listener);
      },
      terminate() {
        if (death.signal.aborted) return;
        killers.delete(engine);
        alive -= 1;
        death.abort();
      },
    };
  }

  return {
    spawn,
    calls,
    most,
    spawned: () => spawned,
    alive: () => alive,
    /** Kills an engine from outside, as a browser short of memory does. */
    kill(engine: number) {
      killers.get(engine)?.('killed');
    },
    living: () => [...killers.keys()],
  };
}

function perform(act: Act, request: number, die: () => void): Result<number> {
  if (act === 'refuse') return corrupt;
  if (act === 'reject') throw new TypeError('Unserializable return value');
  if (act === 'nonsense') return JSON.parse('{"ok":"yes"}');
  if (act === 'call-itself-lost') return fail({ code: 'engine-lost', reason: 'the instance trapped' });
  if (act === 'die') die();
  return ok(request);
}
