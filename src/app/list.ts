import { createListParser, type List, summarise } from '../core/list.ts';
import type { LocalFile } from '../core/plan.ts';
import type { ListView } from './view.ts';
import type { Words } from './words.ts';

/** What the user has given so far: the text of the list, and files of this machine. */
export interface ListState {
  readonly list: List;
  readonly files: readonly LocalFile[];
  fileOf(id: string): File | undefined;
  setText(text: string): void;
  addFiles(files: readonly File[]): void;
  removeFile(id: string): void;
  clear(): void;
  /** Brings back what the last `clear` took. */
  undoClear(): void;
  view(): ListView;
}

const shownRejects = 100;

export function createListState(words: Words, onChange: () => void): ListState {
  const parse = createListParser();
  let text = '';
  let list = parse('');
  let files: readonly LocalFile[] = [];
  let cleared: { text: string; files: readonly LocalFile[] } | null = null;
  let view: ListView | null = null;
  // Files stay known after they were removed: a run that began with them may still have to open them.
  const known = new Map<string, File>();

  const set = (next: { text?: string; files?: readonly LocalFile[] }) => {
    if (next.text !== undefined && next.text !== text) {
      text = next.text;
      list = parse(text);
    }
    files = next.files ?? files;
    // Bringing the old list back would now take something else away.
    if (text !== '' || files.length > 0) cleared = null;
    view = null;
    onChange();
  };

  return {
    get list() {
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
      view ??= { ...toView(text, list, files, words), canUndo: cleared !== null };
      return view;
    },
  };
}

/** The same file, chosen again after a reload, has the same id: so a resumed run finds it. */
function fileId(file: File): string {
  return `${file.webkitRelativePath || file.name}|${file.size}|${file.lastModified}`;
}

function toView(text: string, list: List, files: readonly LocalFile[], words: Words): Omit<ListView, 'canUndo'> {
  const hosts = new Map<string, number>();
  for (const entry of list.entries) hosts.set(entry.host, (hosts.get(entry.host) ?? 0) + 1);
  return {
    text,
    files,
    ...summarise(list, files),
    hosts: [...hosts].map(([host, images]) => ({ host, images })).sort((a, b) => b.images - a.images),
    rejects: list.rejects
      .slice(0, shownRejects)
      .map(({ line, text: rejected, reason }) => ({ line, text: rejected, reason: words.reject(reason) })),
    remarks: list.remarks.slice(0, shownRejects).map(({ line, code }) => ({ line, remark: words.remark(code) })),
  };
}
