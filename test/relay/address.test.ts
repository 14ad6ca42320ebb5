import { expect, test } from 'vitest';
import { isNeighbour, isPublic } from '../../src/relay/address.ts';
import { privateAddresses } from './hostile-urls.ts';

test.each([
  '1.1.1.1',
  '8.8.8.8',
  '93.184.216.34',
  '151.101.1.140',
  '172.15.255.255',
  '172.32.0.1',
  '100.63.255.255',
  '100.128.0.1',
  '192.167.255.255',
  '223.255.255.254',
  '2606:4700:4700::1111',
  '2a00:1450:4001:82a::200e',
  '2400:cb00:2048:1::6814:155',
  '2001:4860:4860::8888',
])('%s is public', (address) => {
  expect(isPublic(address)).toBe(true);
});

test.each([
  ...privateAddresses,
  '::1',
  '::',
  '::7f00:1',
  '::8.8.8.8',
  '::ffff:8.8.8.8',
  '64:ff9b::8.8.8.8',
  '2002:808:808::1',
  '2400:1234::5efe:8.8.8.8',
  '2400:1234::200:5efe:7f00:1',
  '2400:1234::300:5efe:7f00:1',
  'fe80::1%eth0',
  '2606:4700::1%eth0',
  '4000::1',
])('%s is not public', (address) => {
  expect(isPublic(address)).toBe(false);
});

test.each(['', 'localhost', '8.8.8', '010.8.8.8', '0x8.8.8.8', '134744072', '[2606:4700::1]', '8.8.8.8 ', ' 8.8.8.8'])(
  '"%s" is no address in its usual spelling, and so not public',
  (text) => {
    expect(isPublic(text)).toBe(false);
  },
);

test('what lies in a network of this machine is a neighbour, public or not', () => {
  const common = { mac: '00:00:00:00:00:00', internal: false, netmask: '' };
  const interfaces = () => ({
    eth0: [
      { ...common, family: 'IPv6' as const, address: '2a01:1::5', cidr: '2a01:1::5/64', scopeid: 0 },
      { ...common, family: 'IPv4' as const, address: '93.184.216.34', cidr: '93.184.216.34/28' },
      { ...common, family: 'IPv6' as const, address: 'fe80::1', cidr: null, scopeid: 2 },
    ],
    gone: undefined,
  });
  expect(isNeighbour('2a01:1::99', interfaces)).toBe(true);
  expect(isNeighbour('93.184.216.40', interfaces)).toBe(true);
  expect(isNeighbour('2a01:1:0:1::99', interfaces)).toBe(false);
  expect(isNeighbour('93.184.216.50', interfaces)).toBe(false);
});
