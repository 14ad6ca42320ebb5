import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { listen } from './loopback.ts';
import { createRefusedPort } from './refused-port.ts';

test('refuses, and is given to no other server', async () => {
  const refused = await createRefusedPort();
  const servers = await Promise.all(Array.from({ length: 50 }, () => listen(() => undefined)));
  expect(servers.map(({ port }) => port)).not.toContain(refused.port);
  const reason = await new Promise((resolve) => connect(refused.port, '127.0.0.1').on('error', resolve));
  expect(reason).toMatchObject({ code: 'ECONNREFUSED' });
  await Promise.all([refused, ...servers].map((each) => each.close()));
});
