import { fail, type Result } from '../core/failure.ts';

/**
 * What an engine is able to. `light`: it was started without wasm-vips, whose start takes longer than all else and which
 * is most of an engine's memory; it draws what needs none of it, and sends back what does. `outgrown`: light, though it
 * need not be any more; a whole one should take its place.
 */
export type Fitness = 'whole' | 'light' | 'outgrown';

/** What a light engine answers to an image that it cannot draw. Nothing is wrong with either of them. */
export const sentBack = Symbol('sent back');

/** One worker as the pool sees it. It is trusted with nothing: whatever it does, the pool answers for its image. */
export interface Engine<Request, Answer> {
  /** Settles once: ok when the engine can take its first image. */
  readonly started: Promise<Result<void>>;
  /**
   * Renders one image; the pool never asks for a second one before the first is answered.
   * A request must bear being sent again to another engine, so an engine may transfer bytes away only if they are a copy.
   */
  render(request: Request): Promise<Result<Answer> | typeof sentBack>;
  /** It may become `outgrown` at any time, and nothing else. */
  fitness(): Fitness;
  /** What is known of it after its last image; 0 bytes if that is nothing. */
  health(): { memoryBytes: number };
  /** The one listener hears that the worker is gone or can no longer be believed; never before this call has returned. */
  onLost(listener: (reason: string) => void): void;
  /** Ends it at once, in the middle of its work if need be. */
  terminate(): void;
}

/** An engine that could not even be created: `spawn` threw. */
export function stillbornEngine<Request, Answer>(error: unknown): Engine<Request, Answer> {
  const failure = fail({ code: 'engine-lost', reason: nameError(error) });
  return {
    started: Promise.resolve(failure),
    render: () => Promise.resolve(failure),
    fitness: () => 'whole',
    health: () => ({ memoryBytes: 0 }),
    onLost: () => {},
    terminate: () => {},
  };
}

/** The answer of a call into an engine as a `Result`, whatever the engine made of it: a throw, a rejection, nonsense. */
export async function askEngine<T>(call: () => Promise<Result<T>>): Promise<Result<T>>;
export async function askEngine<T>(
  call: () => Promise<Result<T> | typeof sentBack>,
): Promise<Result<T> | typeof sentBack>;
export async function askEngine<T>(
  call: () => Promise<Result<T> | typeof sentBack>,
): Promise<Result<T> | typeof sentBack> {
  try {
    const answer: unknown = await call();
    if (answer === sentBack) return sentBack;
    if (isResult<T>(answer)) return answer;
    return fail({ code: 'engine-lost', reason: `answered ${answer === null ? 'null' : typeof answer}, not a result` });
  } catch (error) {
    return fail({ code: 'engine-lost', reason: nameError(error) });
  }
}

/** Only the envelope can be judged here; what is inside an ok answer is the engine's word. */
function isResult<T>(answer: unknown): answer is Result<T> {
  if (typeof answer !== 'object' || answer === null || !('ok' in answer)) return false;
  if (answer.ok === true) return 'value' in answer;
  if (answer.ok !== false || !('failure' in answer)) return false;
  const { failure } = answer;
  return typeof failure === 'object' && failure !== null && 'code' in failure && typeof failure.code === 'string';
}

/** wasm-vips throws `WebAssembly.Exception`s, which are no `Error`s and whose text says nothing. */
function nameError(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : `threw ${typeof error}`;
}
