import { expect, test } from 'vitest';
import { parseAllowList } from '../../src/relay/allow.ts';
import { listen, type Stand, sendPng, startRelay } from './stand.ts';

/**
 * A good server on 127.0.0.1, which is allowed, and a canary at the same port of another loopback address, which is
 * not: a name that answers with the one, the other or both is all the difference.
 */
async function listenTwice() {
  const good = await listen(sendPng);
  for (const address of ['127.0.0.2', '::1']) {
    const canary = await listen(sendPng, { address, port: good.port }).catch(() => null);
    if (canary !== null) return { good, canary, bad: address };
  }
  throw new Error('this machine has only one loopback address');
}

/** A resolver that answers by script, its last answer for ever, and counts. */
function play(script: (string[] | string)[]) {
  const resolver = {
    calls: 0,
    resolve: async () => {
      const answer = script[Math.min(resolver.calls, script.length - 1)] ?? [];
      resolver.calls += 1;
      if (typeof answer === 'string') throw Object.assign(new Error(answer), { code: answer });
      return answer;
    },
  };
  return resolver;
}

const GOOD = '127.0.0.1';
const BAD = 'BAD';

interface Script {
  name: string;
  /** One answer per call; a string is an error code. */
  answers: (string[] | string)[];
  /** One word per request made, in order. */
  become: ('bytes' | 'refused-by-relay' | 'unreachable')[];
}

const scripts: Script[] = [
  { name: 'control: good', answers: [[GOOD]], become: ['bytes'] },
  { name: 'good while checked, bad ever after', answers: [[GOOD], [BAD]], become: ['bytes'] },
  { name: 'bad at once', answers: [[BAD]], become: ['refused-by-relay'] },
  { name: 'bad, then good', answers: [[BAD], [GOOD]], become: ['refused-by-relay', 'bytes'] },
  { name: 'good, then bad for the next request', answers: [[GOOD], [BAD]], become: ['bytes', 'refused-by-relay'] },
  { name: 'good before bad', answers: [[GOOD, BAD]], become: ['refused-by-relay'] },
  { name: 'bad before good', answers: [[BAD, GOOD]], become: ['refused-by-relay'] },
  { name: 'bad among many good', answers: [[GOOD, GOOD, GOOD, BAD, GOOD]], become: ['refused-by-relay'] },
  { name: 'public and bad', answers: [['93.184.216.34', BAD]], become: ['refused-by-relay'] },
  { name: 'good and IPv6 loopback', answers: [[GOOD, '::1']], become: ['refused-by-relay'] },
  { name: 'good and mapped', answers: [[GOOD, '::ffff:127.0.0.2']], become: ['refused-by-relay'] },
  { name: 'mapped good', answers: [['::ffff:127.0.0.1']], become: ['refused-by-relay'] },
  { name: 'IPv4-compatible', answers: [['::7f00:2']], become: ['refused-by-relay'] },
  { name: 'unspecified', answers: [['0.0.0.0']], become: ['refused-by-relay'] },
  { name: 'metadata service', answers: [['169.254.169.254']], become: ['refused-by-relay'] },
  { name: 'good and private', answers: [[GOOD, '10.0.0.1']], become: ['refused-by-relay'] },
  { name: 'unique local', answers: [['fd00::1']], become: ['refused-by-relay'] },
  { name: 'with a zone', answers: [['fe80::1%lo']], become: ['refused-by-relay'] },
  { name: 'a name for an answer', answers: [['localhost']], become: ['refused-by-relay'] },
  { name: 'octal for an answer', answers: [['0177.0.0.2']], become: ['refused-by-relay'] },
  { name: 'empty text for an answer', answers: [['']], become: ['refused-by-relay'] },
  { name: 'no answer', answers: [[]], become: ['unreachable'] },
  { name: 'an error, then bad', answers: ['ENOTFOUND', [BAD]], become: ['unreachable', 'refused-by-relay'] },
  { name: 'an error, then good', answers: ['EAI_AGAIN', [GOOD]], become: ['unreachable', 'bytes'] },
];

test.each(scripts)('rebinding: $name', async ({ answers, become }) => {
  const { good, canary, bad } = await listenTwice();
  const script = answers.map((answer) =>
    typeof answer === 'string' ? answer : answer.map((address) => (address === BAD ? bad : address)),
  );
  const resolver = play(script);
  const relay = await startRelay({ allow: parseAllowList(good.host), ports: [80, 443, good.port], ...resolver });
  const heard: string[] = [];
  for (const _ of become) {
    const { failure } = await relay.ask(`http://photos.example:${good.port}/x.jpg`);
    heard.push(failure?.code ?? 'bytes');
  }
  expect(heard).toEqual(become);
  expect(canary.connections).toBe(0);
  expect(good.requests.length).toBe(become.filter((word) => word === 'bytes').length);
  // One look-up per request: what was checked is what is connected to.
  expect(resolver.calls).toBe(become.length);
});

test('rebinding between two hops of one request', async () => {
  const canaries: Stand[] = [];
  const good = await listen((_request, response) => {
    response.writeHead(302, { Location: '/again.jpg' }).end();
  });
  const resolver = play([[GOOD], ['127.0.0.2']]);
  canaries.push(await listen(sendPng, { address: '127.0.0.2', port: good.port }));
  const relay = await startRelay({ allow: parseAllowList(good.host), ports: [good.port], ...resolver });
  const { failure } = await relay.ask(`http://photos.example:${good.port}/x.jpg`);
  expect(failure?.code).toBe('refused-by-relay');
  expect(resolver.calls).toBe(2);
  expect(good.requests.length).toBe(1);
  expect(canaries.map(({ connections }) => connections)).toEqual([0]);
});

test('the names of an error reach the page', async () => {
  const relay = await startRelay(play(['ENOTFOUND']));
  expect((await relay.ask('http://photos.example/x.jpg')).failure).toEqual({
    code: 'unreachable',
    host: 'photos.example',
    reason: 'ENOTFOUND',
  });
});
