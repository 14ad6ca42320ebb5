import { expect, onTestFinished, test } from 'vitest';
import { defaultRelayLimits } from '../../src/relay/limits.ts';
import { resolveByDns } from '../../src/relay/resolve.ts';
import { createNameServer } from '../servers/name-server.ts';

const never = new AbortController().signal;

async function ask(isLost: (before: number) => boolean) {
  const server = await createNameServer(isLost);
  onTestFinished(server.close);
  const resolve = resolveByDns(50, [server.address]);
  const code = await resolve('nowhere.example', never).catch((error: { code: string }) => error.code);
  return { code, asked: server.asked };
}

test('a name that no server knows does not exist', async () => {
  expect(await ask(() => false)).toEqual({ code: 'ENOTFOUND', asked: 2 });
});

test('a name server that loses every question twice is asked a third time', async () => {
  expect(await ask((before) => before < 2)).toEqual({ code: 'ENOTFOUND', asked: 6 });
});

test('one that never says anything: the page is told to ask again, within the time for headers', async () => {
  expect(await ask(() => true)).toEqual({ code: 'EAI_AGAIN', asked: 6 });
  const { queryMs, headersMs } = defaultRelayLimits;
  expect(queryMs * (1 + 2 + 4)).toBeLessThan(headersMs);
});
