import type { Head } from '../head.ts';
import { exifMark, exifOrientation } from './exif.ts';
import { iccKind } from './icc.ts';
import type { Reader } from './reader.ts';
import { image, type Sniffer, truncated } from './sniffer.ts';

/** Far more segments and fill bytes than any writer makes; bounds the time for a file that is nothing else. */
const stepLimit = 16_384;

const marker = { sof0: 0xc0, dht: 0xc4, jpg: 0xc8, dac: 0xcc, sof15: 0xcf, eoi: 0xd9, sos: 0xda };

const iccMark = 'ICC_PROFILE\0';

interface Frame {
  progressive: boolean;
  depth: number;
  width: number;
  height: number;
  components: number;
}

/** What the segments before the scan told; the first of each kind counts, as in libjpeg. */
interface Facts {
  frame: Frame | null;
  orientation: number | null;
  profile: Head['profile'];
  /** Adobe's APP14 says how the components were transformed: 2 is YCCK. */
  adobeTransform: number | null;
}

/** JPEG (ITU-T T.81 annex B): segments are walked by their lengths, so a thumbnail inside one is never mistaken for the picture. */
export const sniffJpeg: Sniffer = (file) => {
  if (file.u16(0) !== 0xffd8 || (file.has(2, 1) && file.u8(2) !== 0xff)) return null;
  const { frame, orientation, profile, adobeTransform } = readSegments(file);
  if (frame === null) return truncated('jpeg');
  const { progressive, depth, width, height } = frame;
  const colour = toColour(frame.components, adobeTransform);
  return image({ kind: 'jpeg', width, height, orientation: orientation ?? 1, progressive, depth, colour, profile });
};

function readSegments(file: Reader): Facts {
  const facts: Facts = { frame: null, orientation: null, profile: 'none', adobeTransform: null };
  let at = 2;
  for (let step = 0; step < stepLimit; step += 1) {
    // Decoders skip what stands between segments, so we do.
    at = file.bytes.indexOf(0xff, at);
    if (at < 0 || !file.has(at, 2)) break;
    const code = file.u8(at + 1);
    if (code === marker.sos || code === marker.eoi) break;
    if (code === 0xff) at += 1;
    else if (isStandalone(code)) at += 2;
    else {
      const byteLength = Math.max(2, file.u16(at + 2));
      readSegment(facts, code, file.part(at + 4, byteLength - 2));
      at += 2 + byteLength;
    }
  }
  return facts;
}

function readSegment(facts: Facts, code: number, body: Reader): void {
  if (isFrame(code) && facts.frame === null && body.has(0, 6)) {
    facts.frame = {
      // SOF2, 6, 10 and 14 are the progressive ones of the four families.
      progressive: (code & 3) === 2,
      depth: body.u8(0),
      height: body.u16(1),
      width: body.u16(3),
      components: body.u8(5),
    };
  } else if (code === 0xe1 && facts.orientation === null && body.text(0, 6) === exifMark) {
    facts.orientation = exifOrientation(body);
  } else if (code === 0xe2 && facts.profile === 'none' && body.text(0, 12) === iccMark) {
    // A long profile spans several segments; its description stands in the first.
    facts.profile = iccKind(body.part(14));
  } else if (code === 0xee && body.text(0, 5) === 'Adobe' && body.has(0, 12)) {
    facts.adobeTransform = body.u8(11);
  }
}

function isStandalone(code: number): boolean {
  return code <= 0x01 || (code >= 0xd0 && code <= 0xd8);
}

function isFrame(code: number): boolean {
  const { sof0, sof15, dht, jpg, dac } = marker;
  return code >= sof0 && code <= sof15 && code !== dht && code !== jpg && code !== dac;
}

function toColour(components: number, adobeTransform: number | null): Head['colour'] {
  if (components === 1) return 'grey';
  if (components === 3) return 'rgb';
  if (components === 4) return adobeTransform === 2 ? 'ycck' : 'cmyk';
  return 'unknown';
}
