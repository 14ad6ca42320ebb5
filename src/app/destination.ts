import type { Limits } from '../core/limits.ts';
import type { Clock } from '../core/ports.ts';
import { formats } from '../formats/index.ts';
import { createPutSink, parseTemplate } from '../sinks/put.ts';
import type { Sink } from '../sinks/sink.ts';
import type { Destination } from './view.ts';

/** Whether files can be brought there at all, as far as its address tells. */
export function isUsable(destination: Destination): boolean {
  return destination.kind === 'zip' || parseTemplate(destination.template).ok;
}

/** The name under which its manners are kept: uploads to one host share their limits. */
export function hostOf(destination: Destination): string {
  if (destination.kind === 'zip') return 'shelf';
  const template = parseTemplate(destination.template);
  return template.ok ? template.host : '';
}

/**
 * `null` where the shelf is all that is wanted: the zip is made from it when it is asked for. `mayBeThere` names files
 * that an earlier page may have delivered before it was gone.
 */
export function openSink(
  destination: Destination,
  limits: Limits,
  clock: Clock,
  mayBeThere: ReadonlySet<string>,
): Sink | null {
  if (destination.kind === 'zip') return null;
  return createPutSink({
    template: destination.template,
    limits,
    clock,
    mimeOf: (format) => formats[format].mime,
    mayBeThere: (name) => mayBeThere.has(name),
  });
}
