import { fail, type Result } from '../core/failure.ts';

/**
 * Calls from the page to a worker and answers back, matched by number. Small on purpose: every verb answers a `Result`,
 * so that neither a worker that dies nor one that throws can reject a promise on the page.
 */
type Verbs = Record<string, (...parameters: never[]) => Promise<Result<unknown>>>;

interface Call {
  number: number;
  verb: string;
  parameters: unknown[];
}

interface Answer {
  number: number;
  result: Result<unknown>;
}

/** The part of a `DedicatedWorkerGlobalScope` that answering needs. */
export interface WorkerSide {
  addEventListener(type: 'message', listener: (event: MessageEvent<Call>) => void): void;
  postMessage(message: unknown, options: { transfer: Transferable[] }): void;
}

export function serve(verbs: Verbs, scope: WorkerSide): void {
  scope.addEventListener('message', async ({ data: { number, verb, parameters } }) => {
    const method = verbs[verb];
    const result = await (method?.(...(parameters as never[])) ?? Promise.reject(new Error(`no verb ${verb}`))).catch(
      (error: unknown) => broken(String(error)),
    );
    scope.postMessage({ number, result } satisfies Answer, { transfer: moved(result.ok ? [result.value] : []) });
  });
}

/** A `Uint8Array` that is sent by itself moves, with all of its buffer; whatever else holds bytes is copied. */
function moved(values: readonly unknown[]): Transferable[] {
  return values.filter((value) => value instanceof Uint8Array).map((bytes) => bytes.buffer as ArrayBuffer);
}

/** The worker's verbs, callable. Once the worker has failed, every call, old or new, answers that. */
export function connect<Served extends Verbs>(worker: Worker): Served {
  const open = new Map<number, (result: Result<unknown>) => void>();
  let count = 0;
  let death: string | null = null;

  worker.addEventListener('message', ({ data }: MessageEvent<Answer>) => {
    open.get(data.number)?.(data.result);
    open.delete(data.number);
  });
  worker.addEventListener('error', (event) => {
    // It is told to whoever calls, so it is not unhandled.
    event.preventDefault();
    death = event.message || 'its worker could not be started';
    for (const answer of open.values()) answer(broken(death));
    open.clear();
  });

  const call = (verb: string, parameters: unknown[]) =>
    new Promise<Result<unknown>>((resolve) => {
      if (death !== null) return resolve(broken(death));
      count += 1;
      open.set(count, resolve);
      worker.postMessage({ number: count, verb, parameters } satisfies Call, { transfer: moved(parameters) });
    });

  return new Proxy({} as Served, {
    get:
      (_, verb) =>
      (...parameters: unknown[]) =>
        call(String(verb), parameters),
  });
}

function broken(detail: string) {
  return fail({ code: 'shelf-broken', detail });
}
