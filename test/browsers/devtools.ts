import type { Readable, Writable } from 'node:stream';

/** Chromium's own remote protocol (CDP), over the pipe of `--remote-debugging-pipe`. */
export interface DevTools {
  /** Rejects with what Chromium has against it. `session` is the target's; none for the browser itself. */
  send(method: string, parameters?: object, session?: string): Promise<Record<string, unknown>>;
}

interface Call {
  resolve(result: Record<string, unknown>): void;
  reject(error: Error): void;
}

interface Answer {
  /** Events have none. */
  id?: number;
  result?: Record<string, unknown>;
  error?: { message: string };
}

/** A message is JSON and a zero byte, in both directions. */
export function connectDevTools(toBrowser: Writable, fromBrowser: Readable): DevTools {
  const calls = new Map<number, Call>();
  let count = 0;
  let pending = '';
  fromBrowser.setEncoding('utf8');
  fromBrowser.on('data', (piece: string) => {
    const messages = (pending + piece).split('\0');
    pending = messages.pop() ?? '';
    for (const message of messages) {
      const { id = 0, result = {}, error }: Answer = JSON.parse(message);
      if (error === undefined) calls.get(id)?.resolve(result);
      else calls.get(id)?.reject(new Error(`DevTools: ${error.message}`));
      calls.delete(id);
    }
  });
  fromBrowser.on('close', () => {
    for (const { reject } of calls.values()) reject(new Error('Chromium has gone'));
  });
  // Whoever waits for an answer is told by the other pipe.
  toBrowser.on('error', () => {});
  return {
    send(method, parameters = {}, session) {
      count += 1;
      toBrowser.write(`${JSON.stringify({ id: count, method, params: parameters, sessionId: session })}\0`);
      return new Promise((resolve, reject) => calls.set(count, { resolve, reject }));
    },
  };
}
