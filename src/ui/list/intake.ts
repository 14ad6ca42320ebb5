/** What can be taken out of a paste or a drop. */
export interface Intake {
  /** For the list; empty if there is none. */
  text: string;
  /** For the items. */
  files: readonly File[];
}

const listEndings = /\.(txt|csv|tsv|json|html?|md|xml|list|urls)$/i;

/** A file that holds a list rather than a picture. */
function isListFile(file: File): boolean {
  return file.type.startsWith('text/') || file.type === 'application/json' || listEndings.test(file.name);
}

/**
 * Takes in a paste. Text goes before files: a spreadsheet puts its cells into the clipboard as text and as a picture,
 * and a copied picture brings no plain text.
 */
export async function takePaste(transfer: DataTransfer): Promise<Intake> {
  const text = transfer.getData('text/plain').trim();
  return text === '' ? takeDrop(transfer) : { text, files: [] };
}

/**
 * Takes in a drop. Files go before text: a picture dragged from another tab comes as both, and its bytes are certain
 * while its link may not be readable from here. Call it at once in the event; the transfer is empty afterwards.
 */
export async function takeDrop(transfer: DataTransfer): Promise<Intake> {
  const links = transfer.getData('text/uri-list').replace(/^#.*\n?/gm, '');
  const text = (links === '' ? transfer.getData('text/plain') : links).trim();
  const files = await filesOf(transfer);
  if (files.length === 0) return { text, files };
  const lists = await Promise.all(files.filter(isListFile).map((file) => file.text()));
  return { text: lists.join('\n').trim(), files: files.filter((file) => !isListFile(file)) };
}

/** The files of a transfer, those inside its folders included. */
async function filesOf(transfer: DataTransfer): Promise<readonly File[]> {
  const plain = [...transfer.files];
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.() ?? null);
  if (!entries.some((entry) => entry?.isDirectory)) return plain;
  const found = await Promise.all(entries.map((entry) => (entry === null ? [] : filesUnder(entry))));
  return found.flat();
}

async function filesUnder(entry: FileSystemEntry): Promise<File[]> {
  if (entry.name.startsWith('.')) return [];
  if (isFileEntry(entry))
    return new Promise((resolve) =>
      entry.file(
        (file) => resolve([file]),
        () => resolve([]),
      ),
    );
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const found: File[] = [];
  // A reader hands out a folder in lots of a hundred, and an empty lot at its end.
  for (;;) {
    const lot = await new Promise<FileSystemEntry[]>((resolve) => reader.readEntries(resolve, () => resolve([])));
    if (lot.length === 0) return found;
    for (const files of await Promise.all(lot.map(filesUnder))) found.push(...files);
  }
}

function isFileEntry(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

/** The list with more lines at its end. */
export function appendLines(list: string, lines: string): string {
  if (lines === '') return list;
  return list === '' || list.endsWith('\n') ? `${list}${lines}\n` : `${list}\n${lines}\n`;
}
