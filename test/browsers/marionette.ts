import { once } from 'node:events';
import { createConnection } from 'node:net';

/** Firefox's own remote protocol, by which geckodriver speaks to it too. */
export interface Marionette {
  /** Rejects with what Firefox has against it. */
  send(command: string, parameters: object): Promise<unknown>;
  close(): void;
}

interface Call {
  resolve(value: unknown): void;
  reject(error: Error): void;
}

/**
 * A message is its length in bytes, a colon, and JSON: `[0, number, command, parameters]` there, `[1, number, error,
 * value]` back (https://firefox-source-docs.mozilla.org/testing/marionette/Protocol.html).
 */
export async function connectMarionette(port: number): Promise<Marionette> {
  const socket = createConnection(port, '127.0.0.1');
  await once(socket, 'connect');
  const calls = new Map<number, Call>();
  let count = 0;
  const read = createReader((message) => {
    // The first message is no answer: it says who is there.
    if (!Array.isArray(message)) return;
    const [, number, error, value] = message;
    if (error === null) calls.get(number)?.resolve(value);
    else calls.get(number)?.reject(new Error(`Marionette: ${error.message}`));
    calls.delete(number);
  });
  socket.on('data', read);
  socket.on('close', () => {
    for (const { reject } of calls.values()) reject(new Error('Firefox has gone'));
  });
  return {
    send(command, parameters) {
      count += 1;
      const message = JSON.stringify([0, count, command, parameters]);
      socket.write(`${Buffer.byteLength(message)}:${message}`);
      return new Promise((resolve, reject) => calls.set(count, { resolve, reject }));
    },
    close: () => socket.destroy(),
  };
}

/** Puts messages together from the pieces in which they arrive. */
function createReader(listener: (message: unknown) => void): (piece: Buffer) => void {
  let pending = Buffer.alloc(0);
  return (piece) => {
    pending = Buffer.concat([pending, piece]);
    for (;;) {
      const colon = pending.indexOf(':');
      const end = colon + 1 + Number(pending.toString('latin1', 0, Math.max(0, colon)));
      if (colon === -1 || pending.length < end) return;
      listener(JSON.parse(pending.toString('utf8', colon + 1, end)));
      pending = pending.subarray(end);
    }
  };
}
