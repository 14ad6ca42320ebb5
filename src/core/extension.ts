const images =
  'jpe?g|jpe|jfif|a?png|gif|webp|avif|heic|heif|tiff?|bmp|ico|svgz?|jxl|jp2|psd|dng|cr2|cr3|nef|arw|orf|rw2|raf';
const pages = 'html?|php\\d?|aspx?|ashx|jspx?|cgi|pdf|txt|json|xml|mp4|mov|webm|bin|dat';

const imageEnding = new RegExp(`\\.(?:${images})$`, 'i');
const knownEnding = new RegExp(`\\.(?:${images}|${pages})$`, 'i');

/** Whether the text ends as the name of a picture does. */
export function hasImageExtension(text: string): boolean {
  return imageEnding.test(text);
}

/**
 * The name without its extension, where that is the extension of a picture or of what web servers call their pages.
 * No others: `at 10.11.12` and `logo v1.2` have dots of their own.
 */
export function withoutExtension(name: string): string {
  return name.replace(knownEnding, '');
}
