import { fail } from '../core/failure.ts';
import { createPlaceholderGuard } from '../core/placeholder.ts';
import type { Ports, Thumbnail } from '../core/ports.ts';
import type { OpenedBytes } from '../sources/source.ts';
import { judge } from './judge.ts';

/** Ports that render no placeholders. Files of the user's are what they are: only what URLs give is judged. */
export function skipPlaceholders<Picture extends Thumbnail>(
  ports: Ports<OpenedBytes, Picture>,
): Ports<OpenedBytes, Picture> {
  const guard = createPlaceholderGuard();
  const urls = new WeakMap<OpenedBytes, string>();
  return {
    ...ports,
    async open(origin, signal, heard) {
      const opened = await ports.open(origin, signal, heard);
      if (opened.ok && origin.kind === 'url') urls.set(opened.value, origin.url);
      return opened;
    },
    async render(image, signal) {
      const url = urls.get(image);
      const sniffed = url === undefined ? null : await judge(image.bytes);
      if (url === undefined || sniffed?.is !== 'image') return ports.render(image, signal);
      const failure = guard.judge(url, sniffed.head, image.bytes);
      return failure === null ? ports.render(image, signal) : fail(failure);
    },
  };
}
