import fc from 'fast-check';
import { expect, test } from 'vitest';
import { foldName, stemLimitBytes, toStem, urlName } from '../../src/core/stem.ts';
import { anyText, naughtyNames } from './naughty.ts';

const byteLength = (text: string) => new TextEncoder().encode(text).length;

test.each([
  ['https://a.example/photos/boat.jpg', 'boat.jpg'],
  ['https://a.example/photos/boat.jpg?w=200/300#x/y', 'boat.jpg'],
  ['https://a.example/photos/', 'photos'],
  ['https://a.example/', ''],
  ['https://a.example?x=/y.jpg', ''],
  ['https://a.example/%E6%BC%A2.png', '漢.png'],
  ['https://a.example/o/photos%2Fboat.jpg?alt=media', 'boat.jpg'],
  ['https://a.example/x%252Fy.jpg', 'x%2Fy.jpg'],
  ['https://a.example/100%25%FF.jpg', '100%25%FF.jpg'],
  ['https://a.example/%2e%2e%2f', '..'],
])('the name in %s is %j', (url, name) => {
  expect(urlName(url)).toBe(name);
});

test.each([
  ['boat.jpg', 'boat'],
  ['boat.JPEG', 'boat'],
  ['boat', 'boat'],
  ['index.php', 'index'],
  ['at 10.11.12', 'at 10.11.12'],
  ['logo v1.2.png', 'logo v1.2'],
  ['_DSC0001.NEF', '_DSC0001'],
  ['.hidden.jpg', 'hidden'],
  ['holiday/2024/boat.jpg', 'boat'],
  ['C:\\photos\\boat.jpg', 'boat'],
  ['../../etc/passwd', 'passwd'],
  ['..', 'image'],
  ['', 'image'],
  ['\u0000', 'image'],
  ['.jpg', 'image'],
  ['a:b*c?.jpg', 'a-b-c-'],
  ['a\r\nb\tc\u00a0 d.jpg', 'a b c d'],
  ['photo.\u202egpj.exe', 'photo.gpj.exe'],
  ['bo\u200bat', 'boat'],
  ['CON.jpg', 'CON-image'],
  ['nul.tar.jpg', 'nul-image.tar'],
  ['com¹', 'com¹-image'],
  ['console.jpg', 'console'],
  ['-rf', 'rf'],
  ['=1+1.jpg', '1+1'],
  ["'=x", 'x'],
  ['wait...what.jpg', 'wait.what'],
  ['<img src=x onerror=alert(1)>', 'img src=x onerror=alert(1)-'],
  ['👨‍👩‍👧.jpg', '👨‍👩‍👧'],
  ['e\u0301.jpg', 'é'],
  ['\ud800x', 'x'],
])('the stem of %j is %j', (name, stem) => {
  expect(toStem(name)).toBe(stem);
});

test('a long stem is cut between graphemes', () => {
  expect(toStem('a'.repeat(500))).toBe('a'.repeat(120));
  expect(toStem('漢'.repeat(500))).toBe('漢'.repeat(40));
  // 18 bytes a family: six of them, and not a parent more.
  expect(toStem('👨‍👩‍👧'.repeat(50))).toBe('👨‍👩‍👧'.repeat(6));
  expect(toStem(`${'a'.repeat(119)}e\u0323\u0301`)).toBe('a'.repeat(119));
  expect(byteLength(toStem(`a${'\u0301'.repeat(500)}`))).toBeLessThanOrEqual(stemLimitBytes);
});

/** What every file system, shell and spreadsheet can live with. */
function expectSafe(stem: string) {
  expect(stem).not.toBe('');
  expect(stem).toBe(stem.normalize('NFC'));
  expect(byteLength(stem)).toBeLessThanOrEqual(stemLimitBytes);
  expect(stem).not.toMatch(/[<>:"/\\|?*\p{Cc}\p{Cs}\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]/u);
  expect(stem).not.toMatch(/^[\s.\-~=+@'＝＋－＠]|[\s.]$|\.\./u);
  expect(stem).not.toMatch(/^(con|prn|aux|nul|com\d|lpt\d)\s*(\.|$)/i);
}

test(`${naughtyNames.length} naughty names become safe stems`, () => {
  expect(naughtyNames.length).toBeGreaterThanOrEqual(515);
  for (const name of naughtyNames) {
    expectSafe(toStem(name));
    expectSafe(toStem(urlName(`https://a.example/${encodeURIComponent(name.toWellFormed())}`)));
  }
});

test('any text becomes a safe stem', () => {
  fc.assert(fc.property(anyText(80), (name) => expectSafe(toStem(name))));
});

test.each([
  ['é', 'e\u0301'],
  ['É', 'e\u0301'],
  ['straße', 'STRASSE'],
  ['ẞ', 'ss'],
  ['ﬁsh', 'FISH'],
  ['Σίσυφος', 'ΣΊΣΥΦΟΣ'],
  ['\u212a', 'k'],
  ['µ', 'μ'],
  ['ſ', 's'],
  ['ᾳ', 'αι'],
  ['ŉ', 'ʼn'],
  ['Ꭰ', 'ꭰ'],
  ['❤\ufe0f', '❤'],
])('%j and %j are one name to some file system', (a, b) => {
  expect(foldName(a)).toBe(foldName(b));
});

test('every letter folds together with its own other cases', () => {
  const apart: string[] = [];
  for (let code = 0x80; code <= 0x1ffff; code += 1) {
    const letter = String.fromCodePoint(code);
    for (const twin of [letter.toLowerCase(), letter.toUpperCase(), letter.normalize('NFD')]) {
      if (twin !== letter && foldName(twin) !== foldName(letter)) apart.push(`${letter} ${twin}`);
    }
  }
  expect(apart).toEqual([]);
});
