export type UploadTemplateProblem =
  | 'not-a-url'
  /** Neither http nor https. */
  | 'not-http'
  /** User name or password in the address, where they would end in logs. */
  | 'credentials'
  /** No `{file}`: every file would overwrite the one before. */
  | 'file-missing';

/** Makes the address of an output file. */
export type ToUploadUrl = (name: string) => string;

export type UploadTemplateReading =
  | { ok: true; value: ToUploadUrl; host: string }
  | { ok: false; problem: UploadTemplateProblem };

const placeholder = '{file}';

/** Reads an address such as `https://bucket.example/thumbs/{file}?signature`; every `{file}` becomes the URL-encoded name. */
export function parseTemplate(template: string): UploadTemplateReading {
  const text = template.trim();
  const toUrl: ToUploadUrl = (name) => text.replaceAll(placeholder, () => encodeURIComponent(name));
  const url = parseUrl(toUrl('file'));
  if (url === null) return { ok: false, problem: 'not-a-url' };
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return { ok: false, problem: 'not-http' };
  if (url.username !== '' || url.password !== '') return { ok: false, problem: 'credentials' };
  // A fragment is never sent, and one name is not the host of another.
  const [a, b] = ['a', 'b'].map((name) => parseUrl(toUrl(name)));
  if (a?.host !== b?.host || (a?.pathname === b?.pathname && a?.search === b?.search)) {
    return { ok: false, problem: 'file-missing' };
  }
  return { ok: true, value: toUrl, host: url.host };
}

function parseUrl(text: string): URL | null {
  return URL.canParse(text) ? new URL(text) : null;
}
