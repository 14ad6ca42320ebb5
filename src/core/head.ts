/** The kinds of picture that some decoder of ours may take. */
export type ImageKind = 'jpeg' | 'png' | 'gif' | 'webp' | 'tiff' | 'avif' | 'heic' | 'svg' | 'bmp' | 'ico' | 'jxl';

/** What the first bytes say about a picture, before anything is decoded. */
export interface Head {
  kind: ImageKind;
  /** Stored pixels, before orientation is applied; 0 where the header does not say (an SVG without a size) or says 0. */
  width: number;
  height: number;
  /** EXIF orientation 1–8 (1: upright); for AVIF and HEIC, `irot`/`imir` are folded into it. */
  orientation: number;
  /** Progressive JPEG or interlaced PNG/GIF: the decoder must hold the whole picture. */
  progressive: boolean;
  /** Whether transparency is possible. */
  alpha: boolean;
  /** Frames if the header tells; 2 means "more than one"; 1 for still pictures. */
  frames: number;
  /** Bits per channel. */
  depth: number;
  colour: 'rgb' | 'grey' | 'palette' | 'cmyk' | 'ycck' | 'unknown';
  /** Embedded ICC profile: none, one that says sRGB, or any other. */
  profile: 'none' | 'srgb' | 'other';
}

export type Sniffed =
  | { is: 'image'; head: Head }
  /** A format that is known by name, although nothing here decodes it (PDF, PSD, camera RAW, video, …). */
  | { is: 'unsupported'; kind: string }
  /** Bytes that are not a picture; `found` is a word for people: HTML, JSON, XML, text, ZIP, unknown data. */
  | { is: 'not-an-image'; found: string }
  /** The signature of a picture, but the header ends before its size. */
  | { is: 'truncated'; kind: ImageKind }
  | { is: 'empty' };
