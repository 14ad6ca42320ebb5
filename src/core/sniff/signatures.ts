import { notAnImage, type Sniffer, unsupported } from './sniffer.ts';

/** `[bytes as Latin-1, name for people, offset]`; of two rows that fit, the first wins. */
type Signature = readonly [bytes: string, name: string, at?: number];

const unsupportedFormats: readonly Signature[] = [
  ['%PDF-', 'PDF document'],
  ['8BPS', 'Photoshop file'],
  ['%!PS', 'PostScript file'],
  ['\xc5\xd0\xd3\xc6', 'EPS file'],
  ['\0\0\0\x0cjP  ', 'JPEG 2000 image'],
  ['\xff\x4f\xff\x51', 'JPEG 2000 image'],
  ['II\xbc', 'JPEG XR image'],
  ['v/1\x01', 'OpenEXR image'],
  ['#?RADIANCE', 'Radiance HDR image'],
  ['#?RGBE', 'Radiance HDR image'],
  ['DDS ', 'DDS texture'],
  ['\xabKTX ', 'KTX texture'],
  ['qoif', 'QOI image'],
  ['farbfeld', 'farbfeld image'],
  ['gimp xcf', 'GIMP file'],
  ['icns', 'Apple icon'],
  ['BPG\xfb', 'BPG image'],
  ['FLIF', 'FLIF image'],
  ['\x8bJNG', 'JNG image'],
  ['\x8aMNG', 'MNG animation'],
  ['\xd7\xcd\xc6\x9a', 'Windows metafile'],
  [' EMF', 'Windows metafile', 40],
  ['AT&TFORM', 'DjVu document'],
  ['SIMPLE  =', 'FITS image'],
  ['DICM', 'DICOM image', 128],
  ['\x0a\x05\x01', 'PCX image'],
  ['\x01\xda\x00', 'SGI image'],
  ['\x01\xda\x01', 'SGI image'],
  ['\x59\xa6\x6a\x95', 'Sun raster image'],
  ['/* XPM */', 'XPM image'],
  ...['1', '2', '3', '4', '5', '6', '7'].flatMap((digit): Signature[] =>
    [' ', '\n', '\r', '\t'].map((blank) => [`P${digit}${blank}`, 'PNM image']),
  ),
  ['PF\n', 'PFM image'],
  ['Pf\n', 'PFM image'],
  ['FUJIFILMCCD-RAW', 'Fujifilm camera RAW (RAF)'],
  ['IIRO', 'Olympus camera RAW (ORF)'],
  ['IIRS', 'Olympus camera RAW (ORF)'],
  ['MMOR', 'Olympus camera RAW (ORF)'],
  ['IIU\0', 'Panasonic camera RAW (RW2)'],
  ['\0MRM', 'Minolta camera RAW (MRW)'],
  ['FOVb', 'Sigma camera RAW (X3F)'],
  ['HEAPCCDR', 'Canon camera RAW (CRW)', 6],
  ['\x1a\x45\xdf\xa3', 'Matroska video'],
  ...['moov', 'mdat', 'wide', 'pnot'].map((type): Signature => [type, 'QuickTime video', 4]),
  ['\0\0\x01\xba', 'MPEG video'],
  ['\0\0\x01\xb3', 'MPEG video'],
  ['FLV\x01', 'Flash video'],
  ['FWS', 'Flash file'],
  ['CWS', 'Flash file'],
  ['\x30\x26\xb2\x75', 'Windows Media file'],
  ['OggS', 'Ogg audio or video'],
  ['fLaC', 'FLAC audio'],
  ['ID3', 'MP3 audio'],
  ...['\xfb', '\xfa', '\xf3', '\xf2'].map((frame): Signature => [`\xff${frame}`, 'MP3 audio']),
  ...['\xf1', '\xf9'].map((frame): Signature => [`\xff${frame}`, 'AAC audio']),
];

const otherFiles: readonly Signature[] = [
  ['PK\x03\x04', 'ZIP archive'],
  ['PK\x05\x06', 'ZIP archive'],
  ['\x1f\x8b', 'gzip data'],
  ['Rar!', 'RAR archive'],
  ['7z\xbc\xaf', '7-Zip archive'],
  ['\xfd7zXZ', 'xz data'],
  ['BZh', 'bzip2 data'],
  ['\x28\xb5\x2f\xfd', 'Zstandard data'],
  ['ustar', 'tar archive', 257],
  ['\x7fELF', 'Linux program'],
  ['\xcf\xfa\xed\xfe', 'macOS program'],
  ['\xca\xfe\xba\xbe', 'macOS or Java program'],
  ['\0asm', 'WebAssembly program'],
  ['\xd0\xcf\x11\xe0', 'Office document'],
  ['{\\rtf', 'RTF document'],
  ['SQLite format 3', 'SQLite database'],
  ['wOFF', 'font'],
  ['wOF2', 'font'],
  ['OTTO', 'font'],
  ['\0\x01\0\0\0', 'font'],
];

/** Files known by their first bytes that nothing here can draw: formats of pictures, documents, sound and film. */
export const sniffUnsupported: Sniffer = (file) => {
  const name = find(unsupportedFormats, file.text(0, 264));
  if (name === 'Matroska video' && file.text(0, 64).includes('webm')) return unsupported('WebM video');
  return name === null ? null : unsupported(name);
};

/** Files known by their first bytes that are no pictures at all. */
export const sniffOther: Sniffer = (file) => {
  const start = file.text(0, 264);
  // `MZ` alone might be text; the third and fourth byte are a small number.
  if (start.startsWith('MZ') && start[3] === '\0') return notAnImage('Windows program');
  const name = find(otherFiles, start);
  return name === null ? null : notAnImage(name);
};

function find(signatures: readonly Signature[], start: string): string | null {
  return signatures.find(([bytes, , at = 0]) => start.startsWith(bytes, at))?.[1] ?? null;
}
