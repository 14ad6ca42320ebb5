import type { Quantities } from './quantity.ts';
import type { TrialWords } from './trial.ts';

/** The words of the trial, in German. */
export function createTrialDe({ bytes, count, duration, plural, rate }: Quantities) {
  const took = (ms: number) => (ms < 59_500 ? `${rate(Math.max(0.1, ms / 1000))} s` : duration(ms));
  return {
    title: 'Das erste Bild zur Probe',
    close: 'Schließen',
    running: 'Das erste Bild wird erstellt …',
    all: ({ images, byteLength, ms }, files) =>
      images === 1
        ? `Es ist das einzige: ${files} ${plural(files, 'Thumbnail', 'Thumbnails')}, ${bytes(byteLength)}.`
        : `Wenn alle ${count(images)} Bilder so sind: ${count(images * files)} Thumbnails, ungefähr ${bytes(byteLength)}, in etwa ${took(ms)} fertig.`,
    source: (kind, width, height, byteLength) => `${kind.toUpperCase()}, ${width} × ${height}, ${bytes(byteLength)}`,
    times: (openMs, renderMs) => `In ${took(openMs)} geladen, in ${took(renderMs)} verkleinert.`,
    original: 'Original',
    thumbnails: 'Thumbnails in Originalgröße (100 %)',
    facts: (width, height, byteLength, format) => `${width} × ${height} · ${bytes(byteLength)} · ${format}`,
    compare: 'Vorher und nachher',
    before: 'Vorher: das Original, vom Browser verkleinert',
    after: (byteLength) => `Nachher: ${bytes(byteLength)}`,
    make: (images) => (images === 1 ? 'Erstellen' : `Alle ${count(images)} erstellen`),
    nothingKept: 'Nur probiert: nichts wurde gespeichert oder verschickt.',
  } satisfies TrialWords;
}
