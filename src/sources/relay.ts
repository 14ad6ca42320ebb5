import { type Failure, fail, ok, type Result } from '../core/failure.ts';
import { type DownloadMeans, download } from './download.ts';
import type { OpenedBytes } from './source.ts';

/**
 * Fetches a URL through the relay. Its answers carry `X-Relay: bytes` or `X-Relay: failure` with the failure as JSON;
 * an answer without that header comes from a host that has no relay: `absent`.
 */
export async function askRelay(
  relayUrl: string,
  url: string,
  means: DownloadMeans,
): Promise<Result<OpenedBytes> | 'absent'> {
  const host = new URL(url).host;
  const got = await download(`${relayUrl}?url=${encodeURIComponent(url)}`, means);
  // The relay's own server was reached a moment ago, to load the page: what broke is most likely the far end.
  if (!got.ok) return fail(got.why.failure ?? { code: 'unreachable', host, reason: 'ECONNRESET' });
  const { headers, bytes } = got.value;
  const kind = headers.relay;
  if (kind === 'bytes') return ok({ bytes, byteLength: bytes.byteLength, via: 'relay' });
  if (kind !== 'failure') return 'absent';
  return fail(parseFailure(bytes) ?? { code: 'unreachable', host, reason: 'the relay gave no reason' });
}

/** Whether the relay can be reached at this URL. */
export async function isRelay(url: string, means: DownloadMeans): Promise<boolean> {
  const got = await download(`${url}?ready`, means);
  return got.ok && got.value.headers.relay === 'ready';
}

function parseFailure(bytes: Uint8Array): Failure | null {
  try {
    const answer: unknown = JSON.parse(new TextDecoder().decode(bytes.slice()));
    const failure = (answer as { failure?: unknown }).failure;
    // The relay is this page's own server: its words are trusted once they have a code.
    return typeof (failure as { code?: unknown } | undefined)?.code === 'string' ? (failure as Failure) : null;
  } catch {
    return null;
  }
}
