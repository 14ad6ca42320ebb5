import { createParcelShelf, type Parcel } from '../service-worker/parcel.ts';

/** The list that a link brings: every `urls` of its query, one URL a line. */
export function listOf(search: string): string {
  return new URLSearchParams(search).getAll('urls').flatMap(splitUrls).join('\n');
}

/** At line breaks, and at commas before the next link: image hosts have commas within their URLs too. */
function splitUrls(text: string): string[] {
  return text
    .split(/[\r\n]+|,\s*(?=https?:\/\/)/i)
    .map((url) => url.trim())
    .filter((url) => url !== '');
}

/** What another app has just shared with this one, if the address says so; it is unpacked once. */
export async function takeShared(pageUrl: string, search: string): Promise<Parcel | null> {
  if (!new URLSearchParams(search).has('shared') || !('caches' in globalThis)) return null;
  return createParcelShelf(pageUrl, caches)
    .take()
    .catch(() => null);
}

/** The part of the File Handling API that is used here; Chromium only, so far. */
interface LaunchQueue {
  setConsumer(consumer: (params: { files?: readonly FileSystemFileHandle[] }) => void): void;
}

/** Calls back with files that were opened with this app, now or later, while it is open. */
export function onFilesOpened(listener: (files: readonly File[]) => void): void {
  const { launchQueue } = globalThis as { launchQueue?: LaunchQueue };
  launchQueue?.setConsumer(async ({ files = [] }) => {
    const opened = await Promise.allSettled(files.map((handle) => handle.getFile()));
    const readable = opened.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
    if (readable.length > 0) listener(readable);
  });
}

/** Takes out of the address what was taken in, so that a reload does not bring it again. */
export function forgetArrival(): void {
  const url = new URL(location.href);
  url.searchParams.delete('shared');
  url.hash = '';
  if (url.href !== location.href) history.replaceState(history.state, '', url);
}
