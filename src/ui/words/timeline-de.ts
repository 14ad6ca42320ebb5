import type { Quantities } from './quantity.ts';
import type { TimelineWords } from './timeline.ts';
import type { Times } from './times.ts';

/** The words of the timeline, in German. */
export function createTimelineDe({ count, rate, plural }: Quantities, { precisely, momentOf }: Times) {
  const percent = (part: number) => `${Math.round(100 * part)} %`;
  return {
    title: 'Zeitleiste',
    headline: ({ speedUp }) =>
      speedUp < 1.05 ? 'Eins nach dem anderen' : `${rate(speedUp)} × schneller als eins nach dem anderen`,
    explain: ({ elapsedMs, sequentialMs }) =>
      `${precisely(elapsedMs)} statt ${precisely(sequentialMs)}, die es gedauert hätte, wenn jeder Download, jedes Verkleinern und jeder Upload auf das Vorige gewartet hätte.`,
    caution:
      'Zusammengezählt, wie hier gemessen, wo sich alle die Verbindung und die Prozessorkerne teilten: Allein wäre jedes etwas schneller gewesen.',
    chart: (headline) => `Zeitleiste des Durchlaufs. ${headline}. Die Tabelle sagt dasselbe in Zahlen.`,
    groups: { open: 'Downloads', render: 'Worker', deliver: 'Uploads' },
    titleOf: (stage, lanes, utilisation) => {
      const busy = `${percent(utilisation)} beschäftigt`;
      if (stage === 'render') return `${count(lanes)} Worker · ${busy}`;
      const what = stage === 'open' ? plural(lanes, 'Download', 'Downloads') : plural(lanes, 'Upload', 'Uploads');
      return `${count(lanes)} ${what} zugleich · ${busy}`;
    },
    momentOf,
    verbs: { open: 'Laden', render: 'Verkleinern', deliver: 'Hochladen' },
    took: (ms, underWay) => (underWay ? `bisher ${precisely(ms)}` : precisely(ms)),
    began: (ms) => `begann bei ${precisely(ms)}`,
    outcomes: { done: '', failed: 'fehlgeschlagen', cancelled: 'abgebrochen' },
    legend: 'Farben',
    failed: 'Fehlgeschlagen',
    cancelled: 'Abgebrochen',
    zoomIn: 'Vergrößern',
    zoomOut: 'Verkleinern',
    fit: 'Alles zeigen',
    asTable: 'Als Tabelle',
    save: 'Aufzeichnung speichern',
    saveHint: 'Lässt sich in Perfetto (ui.perfetto.dev) und in der Leistungsansicht von Browsern öffnen.',
    find: 'In der Zeitleiste suchen',
    findPlaceholder: 'Suchen …',
    onlyFailed: 'Nur Fehler',
    found: (n) => `${count(n)} ${plural(n, 'Bild', 'Bilder')} gefunden`,
    hint: 'Klicken, dann mit dem Mausrad zoomen; ziehen verschiebt; Doppelklick zeigt alles. Tasten: Pfeile, + und −, Pos1, Ende.',
    unrecorded: (n) =>
      `Die Aufzeichnung ist voll: ${count(n)} spätere Arbeitsschritte sind mitgezählt, aber nicht gezeichnet.`,
    table: {
      caption: 'Arbeit nach Schritten',
      lanesCaption: 'Arbeit nach Spuren',
      stage: 'Schritt',
      lanes: 'Zugleich',
      images: 'Stück',
      failed: 'Fehler',
      busy: 'Arbeitszeit',
      utilisation: 'Auslastung',
      mean: 'Je Stück',
      all: 'Zusammen',
    },
    precisely,
    percent,
    count,
  } satisfies TimelineWords;
}
