import type { ServerResponse } from 'node:http';

export interface Sharing {
  /** Whether pages of other origins may read the answers. */
  cors: boolean;
  /** Whether other origins may embed them, as pages under COEP need it for plain `<img>`. */
  corp: boolean;
}

/** The headers by which a server shares its answers, or does not. */
export function share(response: ServerResponse, { cors, corp }: Sharing, methods = 'GET, HEAD'): void {
  if (corp) response.setHeader('Cross-Origin-Resource-Policy', 'cross-origin');
  if (!cors) return;
  response.setHeader('Access-Control-Allow-Origin', '*');
  response.setHeader('Access-Control-Expose-Headers', 'Retry-After, Content-Length, ETag');
  response.setHeader('Access-Control-Allow-Methods', methods);
  response.setHeader('Access-Control-Allow-Headers', '*, Authorization');
  response.setHeader('Access-Control-Allow-Private-Network', 'true');
}
