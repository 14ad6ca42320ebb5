import { expect, test } from 'vitest';
import { parseAllowList } from '../../src/relay/allow.ts';

test('addresses with ports, separated by commas or blanks', () => {
  const list = parseAllowList(' 127.0.0.1:8081,[::1]:8082  [0:0::2]:8083, localhost:8084,');
  expect(list.has('127.0.0.1', 8081)).toBe(true);
  expect(list.has('::1', 8082)).toBe(true);
  expect(list.has('0:0:0:0:0:0:0:1', 8082)).toBe(true);
  expect(list.has('::2', 8083)).toBe(true);
  expect(list.has('127.0.0.1', 8084) && list.has('::1', 8084)).toBe(true);
  expect(list.hasPort(8083)).toBe(true);
});

test('nothing else is on the list', () => {
  const list = parseAllowList('127.0.0.1:8081');
  expect(list.has('127.0.0.1', 8082)).toBe(false);
  expect(list.has('127.0.0.2', 8081)).toBe(false);
  expect(list.has('::ffff:127.0.0.1', 8081)).toBe(false);
  expect(list.has('localhost', 8081)).toBe(false);
  expect(list.has('fe80::1%lo', 8081)).toBe(false);
  expect(list.hasPort(80)).toBe(false);
  expect(parseAllowList('').hasPort(80)).toBe(false);
});

test.each(['127.0.0.1', '127.0.0.1:', ':8081', '127.0.0.1:0', '127.0.0.1:65536', '::1:8081', '[127.0.0.1]:80', '*:80'])(
  '"%s" is an error, not a shorter list',
  (entry) => {
    expect(() => parseAllowList(entry)).toThrow('RELAY_ALLOW');
  },
);

test('names are an error: who answers for a name decides where it leads', () => {
  expect(() => parseAllowList('photos.lan:8080')).toThrow('photos.lan:8080');
});
