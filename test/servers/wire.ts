import { connect } from 'node:net';

/** What came over the wire in answer to one GET, byte for byte. */
export interface Heard {
  /** Status line and headers; empty if none came. */
  head: string;
  /** What followed, chunk framing included. */
  body: Buffer;
  /** Who ended it: the server in order (FIN), the server by reset (RST), or we because we had heard enough. */
  ending: 'closed' | 'reset' | 'enough';
}

/** Asks as plainly as can be, without a client's corrections. `isEnough` looks at all bytes so far; true hangs up. */
export function hear(url: string, isEnough: (soFar: Buffer) => boolean = () => false): Promise<Heard> {
  const { hostname, port, pathname, search, host } = new URL(url);
  return new Promise((resolve) => {
    let bytes = Buffer.alloc(0);
    const socket = connect(Number(port), hostname);
    const finish = (ending: Heard['ending']) => {
      socket.destroy();
      const split = bytes.indexOf('\r\n\r\n');
      const head = split < 0 ? bytes.toString('latin1') : bytes.toString('latin1', 0, split);
      resolve({ head, body: split < 0 ? Buffer.alloc(0) : bytes.subarray(split + 4), ending });
    };
    socket.on('data', (chunk) => {
      bytes = Buffer.concat([bytes, chunk]);
      if (isEnough(bytes)) finish('enough');
    });
    socket.on('end', () => finish('closed'));
    socket.on('error', () => finish('reset'));
    socket.write(`GET ${pathname}${search} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
  });
}
