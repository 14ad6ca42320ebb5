import type { PlaceholderEvidence } from '../../core/failure.ts';
import type { Explanation, FailureOf, FailureTable } from './failure-en.ts';
import type { Quantities } from './quantity.ts';

const httpStatuses: Record<number, Explanation> = {
  401: {
    what: 'Der Server will eine Anmeldung (401).',
    todo: 'Lade das Bild dort herunter, wo du angemeldet bist, und zieh die Datei hierher.',
  },
  403: {
    what: 'Der Server gibt es nicht heraus (403).',
    todo: 'Vielleicht ist der Link abgelaufen oder gilt nur auf seiner eigenen Seite; besorg dir einen frischen.',
  },
  404: { what: 'Unter dieser Adresse gibt es nichts (404).', todo: 'Sieh nach, ob der Link einen Tippfehler hat.' },
  410: { what: 'Das Bild wurde entfernt (410).', todo: 'Nimm die Zeile aus der Liste.' },
  429: { what: 'Der Server sagt, er werde zu oft gefragt (429).', todo: 'Warte ein wenig und versuch es noch einmal.' },
  451: { what: 'Das Bild wird aus rechtlichen Gründen zurückgehalten (451).', todo: 'Nimm die Zeile aus der Liste.' },
};

function explainStatus(status: number): Explanation {
  const known = httpStatuses[status];
  if (known !== undefined) return known;
  if (status >= 500)
    return { what: `Der Server hat selbst ein Problem (${status}).`, todo: 'Versuch es später noch einmal.' };
  return {
    what: `Der Server antwortete mit Status ${status}.`,
    todo: 'Öffne den Link in einem Tab, um zu sehen, warum.',
  };
}

/** `what` goes on with „innerhalb von 20 Sek.“ and ends with `end`. */
const stages: Record<FailureOf<'timed-out'>['stage'], { what: string; end: string; todo: string }> = {
  headers: {
    what: 'Der Server hat',
    end: 'nicht geantwortet',
    todo: 'Versuch es noch einmal; bleibt er stumm, ist er ausgefallen oder überlastet.',
  },
  idle: {
    what: 'Vom Download ist',
    end: 'nichts mehr angekommen',
    todo: 'Versuch es noch einmal; die Verbindung oder der Server ist unstet.',
  },
  total: {
    what: 'Der Download wurde',
    end: 'nicht fertig',
    todo: 'Versuch es noch einmal, oder lade das Bild selbst herunter und zieh die Datei hierher.',
  },
  render: {
    what: 'Das Bild ließ sich',
    end: 'nicht zeichnen',
    todo: 'Es ist ungewöhnlich groß: Mach es erst kleiner und versuch es dann noch einmal.',
  },
  deliver: {
    what: 'Der Upload wurde',
    end: 'nicht fertig',
    todo: 'Versuch es noch einmal; die Thumbnails sind noch da und werden nicht neu erstellt.',
  },
};

const unreachable: Record<string, string> = {
  ENOTFOUND: 'einen Server dieses Namens gibt es nicht',
  EAI_AGAIN: 'sein Name ließ sich nicht nachschlagen',
  ECONNREFUSED: 'er nimmt keine Verbindungen an',
  ECONNRESET: 'er hat die Verbindung abgebrochen',
  ETIMEDOUT: 'er antwortet nicht',
  CERT_HAS_EXPIRED: 'sein Zertifikat ist abgelaufen',
};

const nouns: Record<string, string> = {
  animation: 'Animation',
  archive: 'Archiv',
  audio: 'Audio',
  data: 'Daten',
  document: 'Dokument',
  file: 'Datei',
  icon: 'Icon',
  image: 'Bild',
  metafile: 'Metadatei',
  program: 'Programm',
  texture: 'Textur',
  video: 'Video',
};

const findings: Record<string, string> = {
  'plain text': 'reiner Text',
  'unknown data': 'unbekannte Daten',
  'damaged PNG file': 'beschädigte PNG-Datei',
};

/** What the sniffer names in English: `PDF document` is a `PDF-Dokument`; what is a name anyway stays. */
function nameFinding(found: string): string {
  const known = findings[found];
  if (known !== undefined) return known;
  const parts = found.split(' ');
  const noun = nouns[parts.at(-1) ?? ''];
  return noun === undefined ? found : [...parts.slice(0, -1), noun].join('-');
}

function tellEvidence(evidence: PlaceholderEvidence): string {
  switch (evidence.kind) {
    case 'dot':
      return `es hat ${evidence.width} × ${evidence.height} Pixel`;
    case 'repeated':
      return `mehr als ${evidence.addresses} Adressen liefern genau dieses Bild, die erste ist ${evidence.first}`;
  }
}

const withRelay =
  'Starte Thumbnail Maker mit seinem Relay (npm start), oder lade die Bilder herunter und zieh sie hierher.';

/** Failures in German; codes and numbers stay in the sentence, as in English. */
export function createFailureDe({ bytes, duration, count }: Quantities) {
  const megapixels = (pixels: number) => count(Math.round(pixels / 1e6));
  return {
    http: ({ status }) => explainStatus(status),
    unreachable: ({ host, reason }) => ({
      what: `${host} ist nicht erreichbar: ${unreachable[reason] ?? reason}.`,
      todo: 'Prüf den Namen im Link und deine Verbindung und versuch es dann noch einmal.',
    }),
    unreadable: ({ host }) => ({
      what: `${host} ist ausgefallen oder lässt andere Seiten seine Bilder nicht lesen.`,
      todo: withRelay,
    }),
    'blocked-by-cors': ({ host }) => ({
      what: `${host} lässt andere Seiten seine Bilder nicht lesen (kein CORS).`,
      todo: withRelay,
    }),
    'refused-by-relay': ({ host, reason }) => ({
      what: `Das Relay darf von ${host} nichts laden (${reason}).`,
      todo: 'Erlaubt sind nur öffentliche Adressen; wer das Relay betreibt, kann andere in RELAY_ALLOW nennen.',
    }),
    'too-many-redirects': ({ host }) => ({
      what: `${host} schickt uns immer weiter zu einer anderen Adresse.`,
      todo: 'Öffne den Link in einem Tab und nimm die Adresse, bei der er endet.',
    }),
    'timed-out': ({ stage, afterMs }) => ({
      what: `${stages[stage].what} innerhalb von ${duration(afterMs)} ${stages[stage].end}.`,
      todo: stages[stage].todo,
    }),
    'too-many-bytes': ({ limitBytes }) => ({
      what: `Die Datei ist größer als ${bytes(limitBytes)}.`,
      todo: 'Nimm eine kleinere Fassung des Bildes.',
    }),
    empty: () => ({
      what: 'Die Datei ist leer (0 Byte).',
      todo: 'Sieh dir das Original an: Vielleicht wurde es nie gespeichert.',
    }),
    'not-an-image': ({ found }) => ({
      what: `Das ist kein Bild, sondern etwas anderes: ${nameFinding(found)}.`,
      todo: 'Nimm die Adresse des Bildes selbst, nicht die der Seite, die es zeigt.',
    }),
    unsupported: ({ kind }) => ({
      what: `Bilder der Art ${kind} sind nicht lesbar.`,
      todo: 'Speichere es als JPEG, PNG, WebP oder AVIF und zieh die Datei hierher.',
    }),
    truncated: () => ({
      what: 'Das Bild hört mittendrin auf.',
      todo: 'Versuch es noch einmal; bleibt es dabei, ist das Original beschädigt.',
    }),
    corrupt: ({ kind, detail }) => ({
      what: `Das Bild (${kind}) ist beschädigt: ${detail}.`,
      todo: 'Öffne das Original in einem anderen Programm und speichere es neu.',
    }),
    'too-many-pixels': ({ pixels, limitPixels }) => ({
      what: `Das Bild hat ${megapixels(pixels)} Megapixel; die Grenze liegt bei ${megapixels(limitPixels)}.`,
      todo: 'Mach es vorher kleiner, oder nimm eine kleinere Fassung.',
    }),
    'too-deep': ({ limit }) => ({
      what: `Die Elemente der Zeichnung sind mehr als ${count(limit)}-fach ineinander verschachtelt.`,
      todo: 'Löse in einem Zeichenprogramm die Gruppen auf, oder speichere sie als PNG.',
    }),
    placeholder: ({ evidence }) => ({
      what: `Das ist wahrscheinlich ein Platzhalter („nicht verfügbar“): ${tellEvidence(evidence)}.`,
      todo: 'Sieh dir das Original an; wenn du es so haben willst, lass es trotzdem erstellen.',
    }),
    'file-gone': ({ name }) => ({
      what: `Die Datei ${name} ist nicht mehr lesbar.`,
      todo: 'Sie wurde verschoben, geändert oder mit der Seite geschlossen: Füge sie noch einmal hinzu.',
    }),
    'engine-lost': ({ reason }) => ({
      what: `Das Bildprogramm ist bei diesem Bild stehen geblieben (${reason}).`,
      todo: 'Wiederhole es allein; bleibt es wieder stehen, ist das Bild zu groß für dieses Gerät.',
    }),
    'shelf-full': ({ neededBytes }) => ({
      what: `Der Speicher des Browsers ist voll; ${bytes(neededBytes)} mehr waren nötig.`,
      todo: 'Lade das Zip herunter, schaff Platz auf der Festplatte und versuch es noch einmal.',
    }),
    'shelf-broken': ({ detail }) => ({
      what: `Der Speicher des Browsers hat versagt: ${detail}.`,
      todo: 'Lade herunter, was da ist, lade die Seite neu und versuch es noch einmal.',
    }),
    'upload-http': ({ status }) => ({
      what: `Das Ziel hat den Upload abgelehnt (${status}).`,
      todo:
        status >= 500
          ? 'Versuch es später noch einmal; die Thumbnails bleiben hier.'
          : 'Prüf die Upload-URL und ihre Rechte und versuch es noch einmal; die Thumbnails bleiben hier.',
    }),
    'upload-unreachable': ({ host }) => ({
      what: `${host} ist für den Upload nicht erreichbar oder erlaubt keine Uploads von anderen Seiten.`,
      todo: 'Prüf die Upload-URL und die CORS-Einstellungen des Servers und versuch es noch einmal; die Thumbnails bleiben hier.',
    }),
    'upload-mismatch': ({ detail }) => ({
      what: `Das Ziel hat nicht behalten, was geschickt wurde: ${detail}.`,
      todo: 'Versuch es noch einmal; bleibt es dabei, verändert das Ziel die Dateien.',
    }),
  } satisfies FailureTable;
}
