import type { IncomingMessage } from 'node:http';

/** The value of a header; `null` if absent; text that equals nothing if it was sent more than once. */
export function single(request: IncomingMessage, name: string): string | null {
  const values = request.headersDistinct[name];
  if (values === undefined) return null;
  return values.length === 1 ? (values[0] ?? '') : '';
}
