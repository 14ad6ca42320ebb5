import type { Head } from '../head.ts';
import type { Reader } from './reader.ts';

/**
 * Descriptions of profiles that are sRGB: those of HP/Microsoft, LittleCMS, GIMP, ICC, libvips, Facebook (`c2`) and the
 * compact ones (`uRGB`, `nRGB`). A closed list, because `sRGB-elle-V2-g10` and the like are linear; what is missed here
 * only takes the slower way of a managed conversion.
 */
const srgbNames = new Set([
  'sRGB',
  'sRGB IEC61966-2.1',
  'sRGB IEC61966-2-1 black scaled',
  'sRGB built-in',
  'sRGB2014',
  'GIMP built-in sRGB',
  'c2',
  'uRGB',
  'nRGB',
]);

const headerBytes = 128;
const tagLimit = 100;

export function isSrgbName(name: string): boolean {
  return srgbNames.has(name.trim());
}

/** What an embedded profile, or at least its beginning, says it is. A broken one is `other`: the colour engine judges it. */
export function iccKind(profile: Reader): Head['profile'] {
  return isSrgbName(description(profile)) ? 'srgb' : 'other';
}

/** The text of the `desc` tag: ASCII in version 2, the first record of a multi-language table in version 4. */
function description(profile: Reader): string {
  const count = Math.min(profile.u32(headerBytes), tagLimit);
  for (let index = 0; index < count; index += 1) {
    const entryAt = headerBytes + 4 + index * 12;
    if (profile.text(entryAt, 4) !== 'desc') continue;
    const tag = profile.part(profile.u32(entryAt + 4), profile.u32(entryAt + 8));
    if (tag.text(0, 4) === 'desc') return tag.text(12, Math.min(tag.u32(8), 128)).replaceAll('\0', '');
    // UTF-16; the known names are ASCII, so dropping the zero bytes reads them.
    if (tag.text(0, 4) === 'mluc') return tag.text(tag.u32(24), Math.min(tag.u32(20), 256)).replaceAll('\0', '');
  }
  return '';
}
