import { createListReader, type List, summarise } from '../core/list.ts';
import type { LocalFile } from '../core/plan.ts';
import { finish, type Steps } from '../core/steps.ts';
import { advance, breathe } from './slices.ts';
import type { ListView } from './view.ts';
import type { Words } from './words.ts';

/** What the user has given so far: the text of the list, and files of this machine. */
export interface ListState {
  /** All of the text, understood; whatever of it is still unread is read now. */
  readonly list: List;
  /** As much as is understood by now: while a new text is read, the one before. */
  readonly understood: List;
  readonly files: readonly LocalFile[];
  fileOf(id: string): File | undefined;
  setText(text: string): void;
  addFiles(files: readonly File[]): void;
  removeFile(id: string): void;
  clear(): void;
  /** Brings back what the last `clear` took. */
  undoClear(): void;
  /** Its numbers are those of the text before, until the new one is read: a long one takes several frames. */
  view(): ListView;
}

const shownRejects = 100;

/** Characters that are read while the key is still down; with more of them the key is shown first, and read after. */
const promptLimit = 50_000;

export function createListState(words: Words, onChange: () => void): ListState {
  const read = createListReader();
  let text = '';
  let list = finish(read(''));
  let reading: Steps<List> | null = null;
  let files: readonly LocalFile[] = [];
  let cleared: { text: string; files: readonly LocalFile[] } | null = null;
  let view: ListView | null = null;
  /** What is said of the list and files that were looked at last: the text is another at every key, they are not. */
  let said: { list: List; files: readonly LocalFile[]; facts: Facts } | null = null;
  // Files stay known after they were removed: a run that began with them may still have to open them.
  const known = new Map<string, File>();

  const beginReading = () => {
    reading?.return(list);
    reading = read(text);
    void goOn(reading);
  };

  const goOn = async (steps: Steps<List>) => {
    if (text.length > promptLimit) await breathe();
    while (steps === reading) {
      const step = advance(steps);
      if (step.done) return understand(step.value);
      await breathe();
    }
  };

  const understand = (understood: List) => {
    list = understood;
    reading = null;
    changed();
  };

  const changed = () => {
    view = null;
    onChange();
  };

  const set = (next: { text?: string; files?: readonly LocalFile[] }) => {
    files = next.files ?? files;
    const isOther = next.text !== undefined && next.text !== text;
    text = next.text ?? text;
    // Bringing the old list back would now take something else away.
    if (text !== '' || files.length > 0) cleared = null;
    if (isOther) beginReading();
    changed();
  };

  return {
    get list() {
      if (reading !== null) understand(finish(reading));
      return list;
    },
    get understood() {
      return list;
    },
    get files() {
      return files;
    },
    fileOf: (id) => known.get(id),
    setText: (next) => set({ text: next }),
    addFiles(added) {
      const fresh = added.map((file) => {
        const id = fileId(file);
        known.set(id, file);
        return { id, name: file.webkitRelativePath || file.name, byteLength: file.size };
      });
      const ids = new Set(files.map((file) => file.id));
      set({ files: [...files, ...fresh.filter((file) => !ids.has(file.id) && ids.add(file.id))] });
    },
    removeFile: (id) => set({ files: files.filter((file) => file.id !== id) }),
    clear() {
      if (text === '' && files.length === 0) return;
      cleared = { text, files };
      set({ text: '', files: [] });
    },
    undoClear() {
      if (cleared !== null) set(cleared);
    },
    view() {
      if (said === null || said.list !== list || said.files !== files) {
        said = { list, files, facts: toFacts(list, files, words) };
      }
      view ??= { text, files, ...said.facts, canUndo: cleared !== null };
      return view;
    },
  };
}

/** The same file, chosen again after a reload, has the same id: so a resumed run finds it. */
function fileId(file: File): string {
  return `${file.webkitRelativePath || file.name}|${file.size}|${file.lastModified}`;
}

type Facts = Omit<ListView, 'text' | 'files' | 'canUndo'>;

function toFacts(list: List, files: readonly LocalFile[], words: Words): Facts {
  const hosts = new Map<string, number>();
  for (const entry of list.entries) hosts.set(entry.host, (hosts.get(entry.host) ?? 0) + 1);
  return {
    ...summarise(list, files),
    hosts: [...hosts].map(([host, images]) => ({ host, images })).sort((a, b) => b.images - a.images),
    rejects: list.rejects
      .slice(0, shownRejects)
      .map(({ line, text: rejected, reason }) => ({ line, text: rejected, reason: words.reject(reason) })),
    remarks: list.remarks.slice(0, shownRejects).map(({ line, code }) => ({ line, remark: words.remark(code) })),
  };
}
