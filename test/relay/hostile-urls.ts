/** IPv4 addresses of every kind that is not public. Those of 127/8 and 0/8 reach this very machine. */
export const privateAddresses = [
  '127.0.0.1',
  '127.0.0.2',
  '127.1.2.3',
  '127.255.255.254',
  '0.0.0.0',
  '10.0.0.1',
  '10.255.255.255',
  '100.64.0.1',
  '100.100.100.200',
  '168.63.129.16',
  '169.254.169.254',
  '172.16.0.1',
  '172.31.255.255',
  '192.0.0.192',
  '192.0.2.1',
  '192.88.99.1',
  '192.168.1.1',
  '198.18.0.1',
  '198.51.100.1',
  '203.0.113.1',
  '224.0.0.1',
  '239.255.255.250',
  '240.0.0.1',
  '255.255.255.255',
];

type Spelling = (bytes: [number, number, number, number]) => string;

const whole: Spelling = ([a, b, c, d]) => String(((a * 256 + b) * 256 + c) * 256 + d);
const dotted: Spelling = (bytes) => bytes.join('.');
const hex = (number: number, digits: number) => number.toString(16).padStart(digits, '0');
const shifted = (zero: number, text: string) =>
  text.replace(/\d/g, (digit) => String.fromCodePoint(zero + Number(digit)));

/** Spellings of one IPv4 address that some parser takes. */
const spellings: Spelling[] = [
  dotted,
  (bytes) => `${dotted(bytes)}.`,
  whole,
  (bytes) => `0x${hex(Number(whole(bytes)), 8)}`,
  (bytes) => `0X${hex(Number(whole(bytes)), 8).toUpperCase()}`,
  (bytes) => `0${Number(whole(bytes)).toString(8)}`,
  (bytes) => bytes.map((byte) => `0x${hex(byte, 2)}`).join('.'),
  (bytes) => bytes.map((byte) => `0${byte.toString(8)}`).join('.'),
  (bytes) => bytes.map((byte) => `0000${byte.toString(8)}`).join('.'),
  ([a, b, c, d]) => `${a}.${(b * 256 + c) * 256 + d}`,
  ([a, b, c, d]) => `${a}.${b}.${c * 256 + d}`,
  ([a, b, c, d]) => `0x${hex(a, 2)}.${b}.0${(c * 256 + d).toString(8)}`,
  (bytes) => [...dotted(bytes)].map((character) => `%${hex(character.charCodeAt(0), 2)}`).join(''),
  (bytes) => dotted(bytes).replaceAll('.', '%2e'),
  (bytes) => shifted(0xff10, dotted(bytes)),
  (bytes) => shifted(0x1d7ce, dotted(bytes)),
  (bytes) => dotted(bytes).replaceAll('.', '。'),
  (bytes) => dotted(bytes).replaceAll('.', '．'),
  (bytes) => dotted(bytes).replaceAll('.', '｡'),
  (bytes) => shifted(0xff10, dotted(bytes)).replaceAll('.', '%E3%80%82'),
];

const high = ([a, b]: number[]) => hex((a ?? 0) * 256 + (b ?? 0), 1);
const low = ([, , c, d]: number[]) => hex((c ?? 0) * 256 + (d ?? 0), 1);
const inverted = (bytes: number[]) => bytes.map((byte) => 255 - byte);

/** IPv6 addresses that carry an IPv4 one, to be unpacked by some router, stack or translator. */
const embeddings: Spelling[] = [
  (bytes) => `[::${dotted(bytes)}]`,
  (bytes) => `[::${high(bytes)}:${low(bytes)}]`,
  (bytes) => `[::ffff:${dotted(bytes)}]`,
  (bytes) => `[::FFFF:${high(bytes)}:${low(bytes)}]`,
  (bytes) => `[0000:0000:0000:0000:0000:ffff:${dotted(bytes)}]`,
  (bytes) => `[::ffff:0:${dotted(bytes)}]`,
  (bytes) => `[64:ff9b::${dotted(bytes)}]`,
  (bytes) => `[64:ff9b:1::${dotted(bytes)}]`,
  (bytes) => `[2002:${high(bytes)}:${low(bytes)}::1]`,
  (bytes) => `[2001:0:${high(bytes)}:${low(bytes)}::1]`,
  (bytes) => `[2001:0:808:808:0:0:${high(inverted(bytes))}:${low(inverted(bytes))}]`,
  (bytes) => `[fe80::5efe:${dotted(bytes)}]`,
  (bytes) => `[2400:1234::5efe:${dotted(bytes)}]`,
  (bytes) => `[2400:1234::200:5efe:${high(bytes)}:${low(bytes)}]`,
];

/** IPv6 addresses that are not public by themselves. */
const addresses6 = (
  '::1 :: 0:0:0:0:0:0:0:1 0000:0000:0000:0000:0000:0000:0000:0001 ::0001 0::1 fe80::1 FE80::1 febf::1 fc00::1 fd00::1 ' +
  'fd00:ec2::254 fec0::1 ff01::1 ff02::1 ff05::2 ff0e::1 100::1 2001:db8::1 3fff::1 5f00::1 2001:2::1 2001:10::1 ' +
  '2001:20::1 2001::1 2002::1 4000::1 8000::1 e000::1 1::1 200::1 ::2 ::ffff 0:0:1::1'
).split(' ');

const names = (
  'localhost LOCALHOST localhost. LocalHost.. a.localhost a.b.localhost. lo%63alhost %6cocalhost ｌｏｃａｌｈｏｓｔ ' +
  'ⓛⓞⓒⓐⓛⓗⓞⓢⓣ loc\u00adalhost localhost.localdomain ip6-localhost ip6-loopback broadcasthost router ' +
  'metadata.google.internal instance-data printer.local nas.home.arpa 127.0.0.1.nip.io 7f000001.rebind.example ' +
  'localtest.me xn--nxasmq6b.example 1.2.3.4.5 256.256.256.256 127.0.0.1.1 0x7f.1.2.3.4 [::1 ::1] [::1%25lo] ' +
  '[fe80::1%25eth0] [::ffff:127.0.0.1%00] %00127.0.0.1 127.0.0.1%00 127.0.0.1%0d%0a 127.0.0.1%09'
).split(' ');

/** URLs whose trick lies outside the host: `HERE` is the canary. */
const tricks = [
  'http://user@HERE/',
  'http://user:pass@HERE/',
  'http://:pass@HERE/',
  'http://@HERE/',
  'http://photos.example@HERE/',
  'http://photos.example:80@HERE/',
  'http://photos.example%40x@HERE/',
  'http://photos.example\\@HERE/',
  'http://HERE\\@photos.example/',
  'http://HERE#@photos.example/',
  'http://HERE?@photos.example/',
  'http://HERE/@photos.example/',
  'http:HERE/',
  'http:/HERE/',
  'http:///HERE/',
  'http:////HERE/',
  'http:\\\\HERE\\',
  'http:/\\HERE/',
  'HTTP://HERE/',
  'hTtPs://HERE/',
  'ht\ttp://HERE/',
  'http://\nHERE/',
  ' http://HERE/ ',
  '\u0000http://HERE/',
  '\ufeffhttp://HERE/',
  '//HERE/',
  'HERE/',
  '/x.jpg',
  '',
  'url=http://HERE/',
  ...(
    'ftp ftps sftp file gopher dict ldap ldaps tftp telnet smb ws wss jar netdoc view-source blob:http ' +
    'feed:http http+unix unix git ssh imap pop3 smtp rtsp mailto about'
  )
    .split(' ')
    .map((scheme) => `${scheme}://HERE/x.jpg`),
  'data:image/png;base64,iVBORw0KGgo=',
  'javascript:fetch("http://HERE/")',
  'file:///etc/passwd',
  'about:blank',
  'blob:http://HERE/0-0',
];

/** Every form, most of them at the canary's own port, so that only the address stands between it and a connection. */
export function hostileUrls(port: number): string[] {
  const quads = privateAddresses.map((text) => text.split('.').map(Number) as [number, number, number, number]);
  const hosts = [
    ...quads.flatMap((bytes) => [...spellings, ...embeddings].map((spell) => spell(bytes))),
    ...addresses6.map((address) => `[${address}]`),
    ...names,
  ];
  return [
    ...hosts.map((host) => `http://${host}:${port}/x.jpg`),
    ...hosts.filter((_, index) => index % 4 === 0).map((host) => `https://${host}:${port}/x.jpg`),
    ...hosts.filter((_, index) => index % 4 === 1).map((host) => `http://${host}/x.jpg`),
    ...hosts.filter((_, index) => index % 4 === 2).map((host) => `https://${host}/x.jpg`),
    ...['127.0.0.1', 'localhost', '2130706433', '[::1]', '[::ffff:127.0.0.1]'].flatMap((host) =>
      tricks.map((trick) => trick.replaceAll('HERE', `${host}:${port}`)),
    ),
  ];
}
