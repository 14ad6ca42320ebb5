import fc from 'fast-check';

/** Names that have broken programs: 600 and more, made from kinds of trouble rather than copied from a list. */

/** Two blanks between words: one may be part of a name. */
const words = (text: string) => text.trim().split(/ {2,}|\n\s*/);

const controls = Array.from({ length: 32 }, (_, code) => String.fromCharCode(code)).concat(
  '\u007f',
  '\u0085',
  '\u009b',
);

const invisible = [
  0xad, 0x34f, 0x61c, 0x115f, 0x1160, 0x17b4, 0x180e, 0x200b, 0x200c, 0x200d, 0x200e, 0x200f, 0x2028, 0x2029, 0x202a,
  0x202b, 0x202c, 0x202d, 0x202e, 0x2060, 0x2061, 0x2064, 0x2066, 0x2069, 0x206a, 0x3164, 0xfe00, 0xfe0f, 0xfeff,
  0xffa0, 0xfff9, 0xfffb, 0xfffd, 0xfffe, 0xffff, 0xe0001, 0xe0061, 0x1d173, 0xd800, 0xdfff,
].map((code) => String.fromCodePoint(code));

const spaces = [' ', '\u00a0', '\u1680', '\u2003', '\u2009', '\u202f', '\u205f', '\u3000'];

const devices = words('CON  PRN  AUX  NUL  COM0  COM1  COM9  COM¹  LPT1  LPT³  CONIN$  CONOUT$  CLOCK$');

const paths = words(String.raw`
  ..  .  ...  /  //  \  ../../etc/passwd  ..\..\boot.ini  /etc/passwd  C:\autoexec.bat  C:  c:x
  \\server\share\x  //server/share  ./x  .\x  .htaccess  ~/.ssh/id  ~root  ....//....//x  a/../b  a\..\b
  ..%2f..%2fx  %2e%2e%2fx  ..%5cx  %c0%ae%c0%ae/x  file:///etc/passwd  x:stream:$DATA  \\?\C:\x  \\.\COM1
`);

const markup = words(String.raw`
  <script>alert(1)</script>  <img src=x onerror=alert(1)>  "><svg onload=alert(1)>  '><b>  <!--  ]]>
  &lt;b&gt;  javascript:alert(1)  data:text/html,<b>  <a href="javascript:x">  <iframe srcdoc="x">
  </textarea><script>  {{7*7}}  <%= 7*7 %>  #{7*7}  $(id)  ;id  && id  ; rm -rf /  %0aid  !!  *  ?  [a-z]
  {a,b}  ' OR '1'='1  '; DROP TABLE x; --  " OR ""="  1' AND SLEEP(5)#  admin'--  1;SELECT  \x00  %00
  %n%s%x  %s%s%s%s  %d  %p%p  %99999s  {0}  {stem}  {variant}  {ext}  __proto__  constructor  toString
  hasOwnProperty  null  undefined  NaN  Infinity  true  0  -0  -1  1e999  0x0  1/0  1,000  ١٢٣  -rf  --help
  -  --  @file
`);

const formulas = ['=', '+', '-', '@', '\t=', '\r=', '＝', '＋', '－', '＠', "'=", "''="].flatMap((sign) => [
  `${sign}cmd|' /C calc'!A0`,
  `${sign}HYPERLINK("http://x","y")`,
  `${sign}1+1`,
  sign,
]);

const scripts = words(`
  日本語  中文繁體  한국어  العربية  עברית  فارسی‌ها  हिन्दी  ไทย  ქართული  Ελληνικός  Русский  ⵜⴰⵎⴰⵣⵉⵖⵜ  𓀀𓂀  𝔘𝔫𝔦
  ᚠᛇᚻ  👍  👨‍👩‍👧‍👦  🏳️‍🌈  🏴󠁧󠁢󠁥󠁮󠁧󠁿  👩🏽‍🚀  🇩🇪🇫🇷  1️⃣  ☠️  ❤  ❤️  🙂🙃  👋🏿  Å  Å  Å  é  é  ﬁ  fi  ß  ẞ  SS  ss
  ſs  İ  i̇  ı  I  Σ  σ  ς  µ  μ  K  K  ǅ  Ǆ  ﬀ  ŉ  Z̡̤̪͎͕a̸̞̗͙l̵͎g̶̳o̷̙
`);

const combined = [`a${'\u0301'.repeat(500)}`, '\u0301x', '\u0301'.repeat(300), `${'\u0e49'.repeat(80)}x`];
const wide = ['e\u0301', '\u212b', '\u212a', '﷽'.repeat(60), '𒐫'.repeat(60)];

const long = [1, 119, 120, 121, 240, 255, 256, 1000, 5000].flatMap((length) => [
  'a'.repeat(length),
  'é'.repeat(length),
  '漢'.repeat(length),
  '👨‍👩‍👧'.repeat(length),
  '.'.repeat(length),
  `${'a'.repeat(length)}.jpg`,
]);

const wrapped = (text: string) => [text, `a${text}b`, `${text}.jpg`];

export const naughtyNames: readonly string[] = [
  '',
  ...[...controls, ...invisible, ...spaces].flatMap(wrapped),
  ...devices.flatMap((name) => [
    name,
    name.toLowerCase(),
    `${name}.jpg`,
    `${name}.tar.gz`,
    `${name} `,
    `${name} .x`,
    `${name}:`,
  ]),
  ...paths.flatMap((name) => [name, `${name}.jpg`]),
  ...markup.flatMap((name) => [name, `${name}.png`]),
  ...formulas,
  ...scripts.flatMap((name) => [name, `${name}.webp`]),
  ...combined,
  ...wide,
  ...long,
];

const codePoint = fc.oneof(...[0xff, 0xffff, 0x10ffff].map((max) => fc.integer({ min: 0, max })));

/** Any code points, half of a surrogate pair included; fast-check's own `binary` text takes a second to get going. */
export function anyText(maxLength: number): fc.Arbitrary<string> {
  return fc.array(codePoint, { maxLength }).map((points) => String.fromCodePoint(...points));
}
