/** What another app shared with this one: pictures, and text that may hold links. */
export interface Parcel {
  files: readonly File[];
  text: string;
}

/** Any site can post to a share target: what it sends is bounded, and does nothing until a person presses a button. */
const mostFiles = 1000;
const mostCharacters = 1_000_000;

const textKey = 'text';
const fileKey = (index: number) => `file-${index}`;

/** Where a parcel lies between the service worker, which takes it in, and the page, which unpacks it. One at a time. */
export interface ParcelShelf {
  /** Replaces a parcel that nobody came for. The form is as the manifest's `share_target` says. */
  put(form: FormData): Promise<void>;
  /** The parcel, which is then gone; `null` if there is none. */
  take(): Promise<Parcel | null>;
}

/** @param scope the folder of the page, ending in a slash */
export function createParcelShelf(scope: string, caches: CacheStorage): ParcelShelf {
  const name = `thumbnail-maker ${scope} parcel`;
  const urlOf = (key: string) => new URL(`parcel/${key}`, scope).href;
  return {
    async put(form) {
      await caches.delete(name);
      const cache = await caches.open(name);
      const isFile = (value: FormDataEntryValue): value is File => typeof value !== 'string';
      const files = form.getAll('images').filter(isFile).slice(0, mostFiles);
      await Promise.all(files.map((file, index) => cache.put(urlOf(fileKey(index)), toResponse(file))));
      // Apps put the link wherever they like; the list reads what is a link and names what is not.
      const text = ['url', 'text'].flatMap((field) => form.getAll(field)).filter((value) => typeof value === 'string');
      const links = text.flatMap((value) => value.slice(0, mostCharacters).match(/https?:\/\/\S+/gi) ?? []);
      // Written last: a parcel without it was not finished.
      await cache.put(urlOf(textKey), new Response([...new Set(links)].join('\n')));
    },
    async take() {
      if (!(await caches.has(name))) return null;
      const cache = await caches.open(name);
      const text = await (await cache.match(urlOf(textKey)))?.text();
      const files: File[] = [];
      for (let response = await cache.match(urlOf(fileKey(0))); response !== undefined; ) {
        files.push(await toFile(response));
        response = await cache.match(urlOf(fileKey(files.length)));
      }
      await caches.delete(name);
      return text === undefined ? null : { files, text };
    },
  };
}

function toResponse(file: File): Response {
  const headers = { 'X-Name': encodeURIComponent(file.name), 'X-Modified': String(file.lastModified) };
  return new Response(file, { headers: { ...headers, 'Content-Type': file.type || 'application/octet-stream' } });
}

async function toFile(response: Response): Promise<File> {
  const name = decodeURIComponent(response.headers.get('X-Name') ?? 'shared');
  const lastModified = Number(response.headers.get('X-Modified') ?? 0);
  const type = response.headers.get('Content-Type') ?? '';
  return new File([await response.blob()], name, { type, lastModified });
}
