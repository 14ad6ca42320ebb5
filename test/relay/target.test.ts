import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { parseAllowList } from '../../src/relay/allow.ts';
import { hostileUrls } from './hostile-urls.ts';
import { listen, png, type RelayStand, sendPng, startRelay } from './stand.ts';

/** Every name leads to the canary: whatever is not refused by its address would connect. */
const toLoopback = async () => ['127.0.0.1'];

async function askAll(relay: RelayStand, urls: string[]) {
  const heard = new Map<string, string>();
  const left = [...urls];
  const walk = async () => {
    for (let url = left.pop(); url !== undefined; url = left.pop()) {
      const { status, failure } = await relay.ask(url);
      heard.set(url, `${status} ${failure?.code}`);
    }
  };
  await Promise.all(Array.from({ length: 16 }, walk));
  return heard;
}

test('over a thousand hostile URL forms: all refused, not one connection to the canary', async () => {
  const canary = await listen(sendPng, { address: 'any' });
  const relay = await startRelay({ ports: [80, 443, canary.port], resolve: toLoopback });
  const urls = [...new Set(hostileUrls(canary.port))];
  expect(urls.length).toBeGreaterThan(1000);
  const heard = await askAll(relay, urls);
  expect([...heard].filter(([, answer]) => answer !== '403 refused-by-relay')).toEqual([]);
  expect(canary.connections).toBe(0);
}, 30_000);

test('control: the canary is reached by those forms where nothing stands between', async () => {
  const canary = await listen(sendPng, { address: 'any' });
  const forms = [
    '127.0.0.1',
    '127.1.2.3',
    '2130706433',
    '0x7f000001',
    '017700000001',
    '127.1',
    '１２７.０.０.１',
    '0.0.0.0',
  ];
  for (const form of forms) expect((await fetch(`http://${form}:${canary.port}/`)).status).toBe(200);
  expect(canary.requests.length).toBe(forms.length);
});

test('control: an allowed address connects, in every spelling, by name and as localhost', async () => {
  const canary = await listen(sendPng, { address: 'any' });
  const relay = await startRelay({ allow: parseAllowList(canary.host), resolve: toLoopback });
  for (const host of ['127.0.0.1', '2130706433', '0x7f.1', '127.0.0.1.', 'localhost', 'photos.example']) {
    const { status, body } = await relay.ask(`http://${host}:${canary.port}/x.jpg`);
    expect([host, status, body.equals(png)]).toEqual([host, 200, true]);
  }
  for (const host of ['127.0.0.2', '[::1]', '[::ffff:127.0.0.1]', '0.0.0.0']) {
    const { failure } = await relay.ask(`http://${host}:${canary.port}/x.jpg`);
    expect(failure?.code).toBe('refused-by-relay');
  }
});

test('an allowed address is allowed at its port only', async () => {
  const allowed = await listen(sendPng);
  const other = await listen(sendPng);
  const relay = await startRelay({ allow: parseAllowList(allowed.host) });
  expect((await relay.ask(`http://${allowed.host}/`)).status).toBe(200);
  expect((await relay.ask(`http://${other.host}/`)).failure).toEqual({
    code: 'refused-by-relay',
    host: other.host,
    reason: `port ${other.port} is not a web port`,
  });
  expect(other.connections).toBe(0);
});

test('the request upstream carries nothing of the client', async () => {
  const origin = await listen(sendPng);
  const relay = await startRelay({ allow: parseAllowList(origin.host) });
  await relay.ask(`http://${origin.host}/a%20b.jpg?q=1#part`, {
    headers: {
      Cookie: 'session=1',
      Authorization: 'Basic x',
      Referer: 'http://127.0.0.1/secret',
      'X-Forwarded-For': '10.0.0.1',
      'Accept-Language': 'de',
    },
  });
  const [request] = origin.requests;
  expect(request?.url).toBe('/a%20b.jpg?q=1');
  expect(Object.keys(request?.headers ?? {}).sort()).toEqual([
    'accept',
    'accept-encoding',
    'connection',
    'host',
    'user-agent',
  ]);
  expect(request?.headers.host).toBe(origin.host);
});

test('the loopback that these tests stand on takes connections', async () => {
  const canary = await listen(sendPng, { address: 'any' });
  await new Promise<void>((resolve, reject) => {
    const socket = connect(canary.port, '127.0.0.1', () => resolve(void socket.destroy())).once('error', reject);
  });
});
