import type { Words } from '../../app/words.ts';
import type { Quantities } from './quantity.ts';

/** Counted for people, from 1. */
const size = (variant: number) => `Größe ${variant + 1}`;

const sides = { width: 'die Breite', height: 'die Höhe' };

type Detour = Parameters<Words['detour']>[0];

const decoders: Record<Detour['route'], string> = {
  'jpeg-to-jpeg': 'der eigene Weg dieser Seite von JPEG zu JPEG',
  'quick-jpeg': 'der eigene JPEG-Decoder dieser Seite',
  'platform-jpeg': 'der JPEG-Decoder des Browsers',
  'quick-png': 'der eigene PNG-Decoder dieser Seite',
  platform: 'der Decoder des Browsers',
  vips: 'die Bildbibliothek libvips',
  svg: 'der SVG-Zeichner resvg',
  animation: 'libvips für Animationen',
  canvas: 'die Zeichenfläche des Browsers',
};

/** What the app itself has to say, in German. */
export function createAppDe({ bytes, count }: Quantities) {
  const images = (total: number) => `${count(total)} ${total === 1 ? 'Bild' : 'Bilder'}`;

  /** Names enough to find the folder by. */
  const someOf = (names: readonly string[]) => {
    const shown = names.slice(0, 5).join(', ');
    return names.length > 5 ? `${shown} und ${count(names.length - 5)} weitere` : shown;
  };

  return {
    reject(reason) {
      switch (reason.code) {
        case 'not-a-url':
          return 'Das ist kein Link.';
        case 'malformed-url':
          return 'Dieser Link ist nicht lesbar; sieh nach, ob er einen Tippfehler hat.';
        case 'unsupported-scheme':
          return `Links, die mit ${reason.scheme}: beginnen, lassen sich nicht laden; nimm http oder https.`;
        case 'local-path':
          return 'Das ist eine Datei auf deinem Gerät: zieh sie stattdessen hierher.';
        case 'too-long':
          return `Der Link hat ${count(reason.length)} Zeichen; erlaubt sind ${count(reason.limit)}.`;
      }
    },
    remark(code) {
      switch (code) {
        case 'credentials-removed':
          return 'Benutzername und Passwort wurden aus dem Link entfernt; er wird ohne sie geladen.';
        case 'scheme-added':
          return 'https:// wurde davorgesetzt.';
        case 'blanks-encoded':
          return 'Leerzeichen im Link wurden kodiert.';
      }
    },
    problem(problem) {
      switch (problem.code) {
        case 'no-variants':
          return 'Füge mindestens eine Größe hinzu.';
        case 'no-size':
          return `${size(problem.variant)} braucht eine Breite oder eine Höhe.`;
        case 'bad-size':
          return `${size(problem.variant)}: ${sides[problem.side]} muss eine ganze Zahl von 1 bis ${count(problem.limit)} sein.`;
        case 'bad-quality':
          return problem.variant === null
            ? 'Die Qualität muss eine ganze Zahl von 1 bis 100 sein.'
            : `${size(problem.variant)}: Die Stufe muss eine ganze Zahl von 1 bis 100 sein.`;
        case 'bad-byte-limit':
          return `${size(problem.variant)}: Die Obergrenze muss mindestens 1 kB sein.`;
        case 'bad-focal-point':
          return `${size(problem.variant)}: Der Bildschwerpunkt muss im Bild liegen.`;
        case 'bad-background':
          return 'Der Hintergrund muss eine Farbe wie #ffffff sein.';
        case 'stem-missing':
          return 'Dateinamen müssen {stem} enthalten, sonst hießen alle Dateien gleich.';
        case 'unknown-placeholder':
          return `Dateinamen kennen {stem} und {variant}, aber nicht ${problem.placeholder}.`;
        case 'folder-in-name':
          return 'Dateinamen dürfen weder / noch \\ enthalten.';
        case 'name-too-long':
          return `Dateinamen hätten bis zu ${count(problem.byteLength)} Byte; erlaubt sind ${count(problem.limitBytes)}.`;
      }
    },
    noImages: 'Füge zuerst mindestens ein Bild hinzu.',
    badTemplate: 'Die Upload-URL muss mit https:// oder http:// beginnen und {file} enthalten.',
    nothingRenders:
      'In diesem Browser lassen sich keine Bilder zeichnen: Das Bildprogramm der Seite ist nicht gestartet. Lade die Seite neu oder nimm einen anderen Browser.',
    notIsolated:
      'Diese Seite hat keinen geteilten Speicher und verkleinert deshalb mit dem Canvas des Browsers: Die Thumbnails werden etwas weicher, SVG und TIFF lassen sich nicht lesen, AVIF nicht schreiben. Entweder gibt ihr dieser Browser keinen, oder sie kam ohne ihre Isolations-Header vom Server; die Readme nennt sie.',
    vipsHangs:
      'Die Bildbibliothek libvips ist in diesem Browser in einer halben Minute nicht gestartet, deshalb zeichnet die Zeichenfläche des Browsers: etwas weicher, ohne SVG- und TIFF-Dateien, und nichts wird als AVIF geschrieben. Um es noch einmal zu versuchen, lade die Seite neu.',
    isolatedByReload: {
      text: 'Neu geladen kann diese Seite mehr: Bis dahin werden die Thumbnails etwas weicher, und AVIF lässt sich nicht schreiben. Deine Liste musst du danach noch einmal eingeben.',
      action: 'Neu laden',
    },
    update: {
      text: 'Eine neue Version dieser Seite steht bereit. Lade fertige Thumbnails herunter, bevor du die Seite neu lädst.',
      action: 'Neu laden',
    },
    linkedRecipe: { text: 'Größen und Formate sind jetzt so, wie es der Link sagt.', action: 'Zurück zu meinen' },
    badLink: 'Die Größen und Formate in diesem Link sind nicht lesbar; deine bleiben, wie sie sind.',
    memoryShelf:
      'Dieser Browser behält nichts auf der Festplatte (ein privates Fenster?): Die Thumbnails bleiben im Arbeitsspeicher und sind weg, wenn du den Tab schließt. Lade vorher das Zip herunter.',
    shelfFull: (neededBytes) =>
      `Der Speicherplatz dieser Seite ist voll; ${bytes(neededBytes)} mehr werden gebraucht. Was fertig ist, bleibt: Schaff Platz und drück dann auf Fortsetzen.`,
    resume: (done, total) => ({
      text: `Ein Durchlauf wurde unterbrochen, als ${count(done)} von ${count(total)} Bildern fertig waren. Sie sind noch hier.`,
      action: `${count(done)} von ${count(total)}: fortsetzen`,
    }),
    resumeNeeds: (files, address) =>
      [
        files.length > 0 &&
          `Browser merken sich keine Dateien: Füge ${files.length === 1 ? 'diese' : `diese ${count(files.length)}`} noch einmal hinzu, damit sie an die Reihe kommen: ${someOf(files)}.`,
        address &&
          'Die Upload-URL wurde nicht aufgehoben, weil sie ein Geheimnis enthalten kann: Gib sie noch einmal ein.',
        'Dann weiter:',
      ]
        .filter(Boolean)
        .join(' '),
    lastRun: (total) => ({
      text: `Die Thumbnails deines letzten Durchlaufs (${images(total)}) sind noch hier.`,
      action: 'Zeigen',
    }),
    discard: (total) => ({
      text: `Dieser Durchlauf (${images(total)}) bleibt auf der Festplatte und wird dir beim nächsten Mal wieder angeboten.`,
      action: 'Löschen',
    }),
    runElsewhere: (done, total) =>
      `Ein anderer Tab erstellt gerade Thumbnails: ${count(done)} von ${count(total)} Bildern sind durch. Dort kannst du ihn anhalten und herunterladen.`,
    offline: 'Kein Netz. Der Durchlauf wartet und geht von selbst weiter.',
    detour({ kind, route, why, instead }) {
      const old = decoders[route];
      const found =
        why === 'failing'
          ? `${old} ist an einem nach dem anderen gescheitert, deshalb öffnet sie für den Rest dieses Durchlaufs ${decoders[instead]}.`
          : `${old} braucht in diesem Browser um ein Vielfaches zu lange, deshalb öffnet sie für den Rest dieses Durchlaufs ${decoders[instead]}.`;
      const meaning =
        instead === 'canvas'
          ? 'Diese Thumbnails sind etwas weicher.'
          : 'Diese Thumbnails sehen gleich aus, bis auf Unterschiede, die kaum jemand sieht.';
      return `${kind.toUpperCase()}-Bilder: ${found} ${meaning}`;
    },
  } satisfies Omit<Words, 'failure'>;
}
