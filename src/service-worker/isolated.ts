import { headersFor } from '../relay/headers.ts';

/**
 * The response with the headers that isolate the page and keep its policy strict, where its host does not send them: a
 * static host often cannot. What the host does send is its owner's decision and stays.
 *
 * To be called before a response is stored, not when it is given out: browsers keep compiled code only for responses
 * that leave a cache as they are.
 * @param path below the page's folder
 */
export function toIsolated(response: Response, path: string): Response {
  const { status, statusText, body } = response;
  const headers = new Headers(response.headers);
  for (const [name, value] of Object.entries(headersFor(path))) {
    if (!headers.has(name)) headers.set(name, value);
  }
  return new Response(body, { status, statusText, headers });
}
