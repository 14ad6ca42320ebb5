import { createSocket } from 'node:dgram';
import type { AddressInfo } from 'node:net';

/** A name server that knows no name at all, and loses questions. */
export interface NameServer {
  /** As `Resolver.setServers` wants it. */
  address: string;
  /** Questions that came, lost ones included. */
  readonly asked: number;
  close(): Promise<void>;
}

/** "Response, recursion available, no such name" (RFC 1035, 4.1.1), the questioner's wish for recursion kept. */
const noSuchName = 0x8183;

/** `isLost`: whether nothing comes back for a question that was asked so many times before. */
export async function createNameServer(isLost: (before: number) => boolean): Promise<NameServer> {
  const socket = createSocket('udp4');
  const times = new Map<string, number>();
  let asked = 0;
  socket.on('message', (question, { port, address }) => {
    // What follows the number of the message and its flags: the name, and what is wanted of it.
    const text = question.toString('latin1', 4).toLowerCase();
    const before = times.get(text) ?? 0;
    times.set(text, before + 1);
    asked += 1;
    if (isLost(before)) return;
    const answer = Buffer.from(question);
    answer.writeUInt16BE(noSuchName, 2);
    socket.send(answer, port, address);
  });
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
  return {
    address: `127.0.0.1:${(socket.address() as AddressInfo).port}`,
    get asked() {
      return asked;
    },
    close: () => new Promise((resolve) => socket.close(resolve)),
  };
}
