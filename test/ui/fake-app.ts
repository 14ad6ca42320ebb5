import { noRun } from '../../src/app/run-view.ts';
import type { Actions, App, ItemRow, ItemsView, RunView, View } from '../../src/app/view.ts';
import type { Failure } from '../../src/core/failure.ts';
import type { ItemState, Made, StateTag } from '../../src/core/item.ts';
import { outputName } from '../../src/core/name.ts';
import { defaultRecipe, presets, type Recipe } from '../../src/core/recipe.ts';
import { noTrace, type Trace } from '../../src/core/trace.ts';

/** An app in memory: every action is counted and does its simplest visible thing; items stand as the test puts them. */
export interface FakeApp extends App {
  /** Calls of each action, with what they were given. */
  calls: { [Name in keyof Actions]: Parameters<Actions[Name]>[] };
  /** Puts the view in another state and tells the page, as the real app does once a frame. */
  show(change: Partial<View>): void;
  /** Puts the items in another state and the run's numbers with them. */
  setStates(states: readonly ItemState[], run?: Partial<RunView>): void;
  /** What the timeline shows. */
  trace: Trace;
  /** Listeners that have not been removed. */
  readonly listeners: number;
}

const emptyView: View = {
  list: {
    text: '',
    files: [],
    images: 0,
    duplicates: 0,
    hosts: [],
    rejects: [],
    rejected: 0,
    remarks: [],
    canUndo: false,
  },
  recipe: defaultRecipe,
  preset: presets[0].id,
  destination: { kind: 'zip' },
  run: noRun,
  trial: { tag: 'idle' },
  notices: [],
  blocked: 'Add at least one image first.',
};

const hosts = ['photos.example.com', 'cdn.example.org', 'archive.example.net'];
const names = ['harbour', 'market-hall', 'rooftops', 'old-town', 'lighthouse', 'ferry', 'station', 'orchard'];

export function originOf(id: number): string {
  return `https://${hosts[id % 3]}/2024/${names[id % 8]}-${id + 1}.jpg`;
}

/** What was made of an item, by the default recipe. */
export function madeOf(id: number): Made {
  return {
    source: { kind: 'jpeg', width: 1024, height: 768, byteLength: 184_220, via: 'direct', route: 'vips' },
    outputs: [200, 64, 32].map((width, variant) => ({
      name: outputName(defaultRecipe, `${names[id % 8]}-${id + 1}`, variant, 'jpeg'),
      variant,
      format: 'jpeg',
      width,
      height: Math.round(width * 0.75),
      byteLength: width * 43,
      sha256: '0'.repeat(64),
      note: null,
    })),
  };
}

export const done = (id: number): ItemState => ({ tag: 'done', made: madeOf(id) });
export const failed = (failure: Failure): ItemState => ({ tag: 'failed', failure, attempts: 4, made: null });
export const waiting: ItemState = { tag: 'waiting', attempt: 1, made: null };

/** A picture of our own: a PNG of 2 × 2 pixels. */
const pixels = Uint8Array.from(
  atob('iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAFklEQVR4nGP8z8Dwn4GBgYmBgYGBAQAOHgMBP7Vd3AAAAABJRU5ErkJggg=='),
  (char) => char.charCodeAt(0),
);

function countStates(states: readonly ItemState[]): Record<StateTag, number> {
  const counts = { ...noRun.counts };
  for (const { tag } of states) counts[tag] += 1;
  return counts;
}

export function createFakeApp(
  picture: ItemsView['picture'] = async () => ({ bytes: pixels, mime: 'image/png' }),
): FakeApp {
  let view = emptyView;
  let states: readonly ItemState[] = [];
  let lost = '';
  const listeners = new Set<() => void>();
  const show = (change: Partial<View>) => {
    view = { ...view, ...change };
    for (const listener of listeners) listener();
  };

  const row = (id: number): ItemRow => {
    const state = states[id];
    if (state === undefined) throw new RangeError(`There is no item ${id}`);
    const stem = `${names[id % 8]}-${id + 1}`;
    return { id, line: id + 1, origin: originOf(id), host: hosts[id % 3] ?? '', stem, state };
  };

  const items: ItemsView = {
    get count() {
      return states.length;
    },
    row,
    select: ({ tags, host, text }) =>
      states.flatMap((state, id) =>
        (tags.length === 0 || tags.includes(state.tag)) &&
        (host === null || hosts[id % 3] === host) &&
        originOf(id).includes(text)
          ? [id]
          : [],
      ),
    failures() {
      const groups = new Map<string, { failure: Failure; items: number[] }>();
      for (const [id, state] of states.entries()) {
        if (state.tag !== 'failed' && state.tag !== 'skipped') continue;
        const key = JSON.stringify(state.failure);
        const group = groups.get(key) ?? { failure: state.failure, items: [] };
        groups.set(key, group);
        group.items.push(id);
      }
      return [...groups.values()].sort((a, b) => b.items.length - a.items.length);
    },
    picture,
  };

  const setText = (text: string) => {
    const images = text.split('\n').filter((line) => line.trim() !== '').length;
    show({
      list: { ...view.list, text, images: images + view.list.files.length, canUndo: false },
      blocked: images + view.list.files.length === 0 ? emptyView.blocked : null,
    });
  };

  const setFiles = (files: View['list']['files']) =>
    show({
      list: { ...view.list, files, images: files.length },
      blocked: files.length === 0 ? emptyView.blocked : null,
    });

  const calls: FakeApp['calls'] = {
    setList: [],
    addFiles: [],
    removeFile: [],
    clearList: [],
    recipeLink: [],
    undoClear: [],
    useSample: [],
    setPreset: [],
    setRecipe: [],
    setDestination: [],
    resetSettings: [],
    make: [],
    makeChanged: [],
    tryOne: [],
    endTrial: [],
    pause: [],
    resume: [],
    cancel: [],
    retryFailed: [],
    acceptPlaceholders: [],
    downloadZip: [],
    downloadReport: [],
    downloadFailed: [],
    downloadTrace: [],
    dismiss: [],
  };

  const setPhase = (phase: RunView['phase']) => show({ run: { ...view.run, phase } });

  /** The answer comes a frame later, as the real one does. */
  const later = (act: () => void) => void requestAnimationFrame(act);

  const doing: { [Name in keyof Actions]: (...given: Parameters<Actions[Name]>) => void } = {
    setList: setText,
    addFiles: (files) =>
      setFiles([
        ...view.list.files,
        ...files.map((file, index) => ({ id: `${index}${file.name}`, name: file.name, byteLength: file.size })),
      ]),
    removeFile: (id) => setFiles(view.list.files.filter((file) => file.id !== id)),
    clearList() {
      lost = view.list.text;
      show({ list: { ...emptyView.list, canUndo: true }, blocked: emptyView.blocked });
    },
    recipeLink: () => 'https://example.com/#s=e30',
    undoClear: () => setText(lost),
    useSample: () => setText(Array.from({ length: 9 }, (_, id) => originOf(id)).join('\n')),
    setPreset(id) {
      const preset = presets.find((known) => known.id === id);
      show({ preset: id, recipe: { ...view.recipe, variants: preset?.variants ?? view.recipe.variants } });
    },
    setRecipe: (change: Partial<Recipe>) => show({ recipe: { ...view.recipe, ...change } }),
    setDestination: (destination) => show({ destination }),
    resetSettings: () => show({ recipe: defaultRecipe, preset: presets[0].id, destination: { kind: 'zip' } }),
    make: () => setPhase('running'),
    makeChanged: () => setPhase('running'),
    tryOne: () => show({ trial: { tag: 'running', origin: originOf(0) } }),
    endTrial: () => show({ trial: { tag: 'idle' } }),
    pause: () => setPhase('paused'),
    resume: () => setPhase('running'),
    cancel: () => setPhase('cancelling'),
    retryFailed: () => {},
    acceptPlaceholders: () => {},
    downloadZip: () => {},
    downloadReport: () => {},
    downloadFailed: () => {},
    downloadTrace: () => {},
    dismiss: (id) => show({ notices: view.notices.filter((notice) => notice.id !== id) }),
  };

  const count = <Name extends keyof Actions>(name: Name) =>
    [
      name,
      (...given: Parameters<Actions[Name]>) => {
        calls[name].push(given);
        later(() => doing[name](...given));
      },
    ] as const;

  return {
    calls,
    show,
    setStates(next, run = {}) {
      states = next;
      show({ run: { ...view.run, total: next.length, counts: countStates(next), ...run } });
    },
    get listeners() {
      return listeners.size;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    view: () => view,
    items,
    trace: noTrace,
    actions: Object.fromEntries((Object.keys(calls) as (keyof Actions)[]).map(count)) as unknown as Actions,
  };
}
