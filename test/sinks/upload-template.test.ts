import { expect, test } from 'vitest';
import { parseTemplate } from '../../src/sinks/upload-template.ts';

test.each([
  ['https://host.example/thumbs/{file}', 'https://host.example/thumbs/a%20b%2Fc.jpg'],
  ['  http://localhost:8080/{file}?token=x  ', 'http://localhost:8080/a%20b%2Fc.jpg?token=x'],
  ['https://host.example/put?name={file}', 'https://host.example/put?name=a%20b%2Fc.jpg'],
  ['https://host.example/{file}/as/{file}', 'https://host.example/a%20b%2Fc.jpg/as/a%20b%2Fc.jpg'],
])('%s', (template, url) => {
  const reading = parseTemplate(template);
  expect(reading.ok && reading.value('a b/c.jpg')).toBe(url);
});

test('names that mean something to string replacement are taken as they are', () => {
  const reading = parseTemplate('https://host.example/{file}');
  expect(reading.ok && decodeURIComponent(reading.value("$&$1$'{file}.jpg"))).toBe(
    "https://host.example/$&$1$'{file}.jpg",
  );
});

test.each([
  ['', 'not-a-url'],
  ['thumbs/{file}', 'not-a-url'],
  ['ftp://host.example/{file}', 'not-http'],
  ['file:///{file}', 'not-http'],
  ['javascript:alert({file})', 'not-http'],
  ['https://user:secret@host.example/{file}', 'credentials'],
  ['https://host.example/thumbs/', 'file-missing'],
  ['https://host.example/thumbs/{FILE}', 'file-missing'],
  ['https://host.example/#{file}', 'file-missing'],
  ['https://{file}.example/thumbs', 'file-missing'],
])('%s is %s', (template, problem) => {
  expect(parseTemplate(template)).toEqual({ ok: false, problem });
});
