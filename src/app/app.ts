import type { Limits } from '../core/limits.ts';
import { checkRecipe, planJob, planSteps } from '../core/plan.ts';
import { presetOf, presets, type Recipe } from '../core/recipe.ts';
import { pipelinedSchedule } from '../core/schedule.ts';
import { noTrace } from '../core/trace.ts';
import type { Shelf, ShelfRun } from '../shelf/shelf.ts';
import { createFetcher } from '../sources/fetcher.ts';
import { type Asked, isSameAsked } from './asked.ts';
import { createChanges } from './changes.ts';
import { createActiveClock } from './clock.ts';
import { createConnection } from './connection.ts';
import { createCourtesy } from './courtesy.ts';
import { isUsable } from './destination.ts';
import { createEmitter } from './emitter.ts';
import { createEngines } from './engines.ts';
import type { Execution } from './execution.ts';
import { failedListOf, reportOf, traceOf, zipOf } from './exports.ts';
import { createForesight } from './foresight.ts';
import { createHostViews } from './host-views.ts';
import { createItemsView } from './items.ts';
import { prepareToJudge } from './judge.ts';
import { createLeftovers } from './leftovers.ts';
import { toFragment } from './link.ts';
import { createListState } from './list.ts';
import { createNotices } from './notices.ts';
import type { Offline } from './offline.ts';
import { createRunViews, noRun } from './run-view.ts';
import { createRuns } from './runs.ts';
import { parseSavedPage, toSavedPage } from './saved-page.ts';
import { saveBlob } from './saving.ts';
import { defaultSettings, loadSettings, type Settings, saveSettings } from './settings.ts';
import { inSlices } from './slices.ts';
import { createTrial } from './trial.ts';
import type { Actions, App, View } from './view.ts';
import { createWakeLock } from './wake-lock.ts';
import { welcome } from './welcome.ts';
import type { Words } from './words.ts';

export interface AppOptions {
  words: Words;
  limits: Limits;
  /** URLs of the bundled sample photos. */
  samples: readonly string[];
  /** Absolute URL of the folder that holds the page, ending in a slash. */
  pageUrl: string;
  /** Absolute URL of the folder that holds wasm-vips. */
  vipsFolder: string;
  /** Absolute URL of the relay's endpoint. */
  relayUrl: string;
  shelf: Promise<Shelf>;
  offline: Offline;
}

/** The composition root: wires sources, engine, shelf and sinks into runs, and shows the page one snapshot a frame. */
export function createApp(options: AppOptions): App {
  const { words, limits } = options;
  const clock = createActiveClock();
  let settings = loadSettings();
  /** What the run on the page was asked for. */
  let begun: Asked | null = null;

  const wakeLock = createWakeLock();
  const emitter = createEmitter(() => {
    snapshot = look();
    wakeLock.want(snapshot.run.phase === 'running');
  });
  const { changed } = emitter;
  const notices = createNotices(changed);
  const list = createListState(words, () => {
    foresee();
    changed();
  });
  const engines = createEngines({
    ...{ vipsFolder: options.vipsFolder, clock, limits, onChange: changed },
    onCanvas: () =>
      notices.show({ id: 'canvas', tone: 'warning', text: words.vipsHangs, action: null, dismissible: true }),
  });
  const lookAhead = createForesight(engines);
  const foresee = () => lookAhead({ list: list.understood, files: list.files, recipe: settings.recipe });
  const schedule = pipelinedSchedule(engines.width + 1);
  const connection = createConnection(clock);
  const fetcher = createFetcher();
  const trial = createTrial({
    ...{ engines, schedule, limits, clock, connection, relayUrl: options.relayUrl, fetcher },
    fileOf: list.fileOf,
    onChange: changed,
  });
  const runs = createRuns({
    ...{ shelf: options.shelf, relayUrl: options.relayUrl, engines, limits, schedule, clock, notices, words },
    ...{ connection, courtesy: createCourtesy(document, clock), fetcher },
    fileOf: list.fileOf,
    onBegin: () => {
      begun = asked();
      leftovers.withdraw();
    },
    onChange: changed,
    onProgress: emitter.progressed,
  });

  const asked = (): Asked => ({ text: list.view().text, files: list.files, settings });

  const isBusy = () => {
    const phase = runs.current()?.phase();
    return runs.opening || (phase !== undefined && phase !== 'finished' && phase !== 'idle');
  };

  const hostViews = createHostViews();
  const runViewOf = createRunViews();
  const lookAtChanges = createChanges();
  const changes = ({ shelf, board, phase }: Execution) =>
    lookAtChanges({
      former: { job: shelf.plan.job, states: board.states },
      isFinished: phase() === 'finished',
      list: list.understood,
      files: list.files,
      recipe: settings.recipe,
    });

  const blocked = (): string | null => {
    const [problem] = checkRecipe(settings.recipe);
    if (problem !== undefined) return words.problem(problem);
    if (list.view().images === 0) return words.noImages;
    if (!isUsable(settings.destination)) return words.badTemplate;
    return engines.broken() !== null ? words.nothingRenders : null;
  };

  const look = (): View => {
    const execution = runs.current();
    return {
      list: list.view(),
      recipe: settings.recipe,
      preset: (settings.custom ? null : presetOf(settings.recipe.variants)?.id) ?? 'custom',
      destination: settings.destination,
      run:
        execution === null
          ? noRun
          : runViewOf(execution, {
              schedule,
              hosts: () => hostViews.look(execution, runs.access, clock.now()),
              stale: begun === null || isSameAsked(begun, asked()) ? null : changes(execution),
              nowMs: clock.now(),
            }),
      trial: trial.view(),
      notices: notices.all(),
      blocked: blocked(),
    };
  };
  let snapshot = look();

  const setSettings = (next: Settings) => {
    settings = next;
    saveSettings(settings);
    foresee();
    changed();
  };

  const setRecipe = (change: Partial<Recipe>) =>
    setSettings({ ...settings, recipe: { ...settings.recipe, ...change } });

  const make = async (from: 'scratch' | 'before') => {
    const given = list.list;
    if (isBusy() || blocked() !== null) return;
    trial.end();
    const { recipe, destination, custom } = settings;
    const page = toSavedPage(list.view().text, destination, custom);
    const { files } = list;
    await runs.begin(async () => ({ job: await inSlices(planSteps(given, files, recipe)), page }), destination, from);
  };

  /** Of a list of thousands only the head is planned: the first item is the same. */
  const tryOne = () => {
    const head = { ...list.list, entries: list.list.entries.slice(0, 1) };
    if (isBusy() || blocked() !== null) return;
    void trial.begin(planJob(head, list.files.slice(0, 1), settings.recipe), list.view());
  };

  const restore = ({ plan }: ShelfRun) => {
    const page = parseSavedPage(plan.page);
    list.setText(page?.text ?? '');
    const destination = page?.destination ?? { kind: 'put', template: '' };
    setSettings({ recipe: plan.job.recipe, destination, custom: page?.custom ?? true });
  };

  const leftovers = createLeftovers({
    ...{ shelf: options.shelf, runs, notices, words, restore },
    destination: () => settings.destination,
    fileOf: list.fileOf,
  });

  globalThis.requestIdleCallback?.(prepareToJudge);
  const actions: Actions = {
    setList(text) {
      list.setText(text);
      prepareToJudge();
    },
    addFiles(files) {
      list.addFiles(files);
      prepareToJudge();
    },
    removeFile: list.removeFile,
    clearList: list.clear,
    undoClear: list.undoClear,
    useSample: () => actions.setList(options.samples.join('\n')),
    setPreset(id) {
      const preset = presets.find((known) => known.id === id);
      if (preset === undefined) setSettings({ ...settings, custom: true });
      else setSettings({ ...settings, custom: false, recipe: { ...settings.recipe, variants: preset.variants } });
    },
    setRecipe,
    setDestination: (destination) => setSettings({ ...settings, destination }),
    resetSettings: () => setSettings(defaultSettings),
    make: () => void make('scratch'),
    makeChanged: () => void make('before'),
    tryOne,
    endTrial: trial.end,
    pause: () => runs.current()?.pause(),
    resume: () => runs.current()?.resume(),
    cancel: () => runs.current()?.cancel(),
    retryFailed(items) {
      const states = runs.current()?.board.states ?? [];
      const failed = states.flatMap((state, id) => (state.tag === 'failed' || state.tag === 'cancelled' ? [id] : []));
      void runs.current()?.retry(items ?? failed);
    },
    acceptPlaceholders: () => runs.acceptPlaceholders(),
    async downloadZip() {
      const execution = runs.current();
      if (execution === null) return;
      const zipped = await zipOf(execution, words);
      if (zipped.ok) return saveBlob(zipped.value, 'thumbnails.zip');
      const text = words.failure(zipped.failure);
      notices.show({ id: 'zip', tone: 'error', text, action: null, dismissible: true });
    },
    downloadReport() {
      const execution = runs.current();
      if (execution !== null) saveBlob(reportOf(execution, words), 'report.csv');
    },
    recipeLink: () => options.pageUrl + toFragment(settings.recipe),
    downloadFailed() {
      const execution = runs.current();
      if (execution !== null) saveBlob(failedListOf(execution), 'failed.csv');
    },
    downloadTrace() {
      const execution = runs.current();
      if (execution !== null) saveBlob(traceOf(execution), 'timeline.json');
    },
    dismiss(notice) {
      notices.drop(notice);
      leftovers.dismissed(notice);
    },
  };

  void welcome({
    ...{ offline: options.offline, pageUrl: options.pageUrl, shelf: options.shelf, notices, words, actions, isBusy },
    recipe: () => settings.recipe,
    text: () => list.view().text,
    holdsOnly: (text) => list.view().text === text && list.files.length === 0 && runs.current() === null,
    subscribe: emitter.subscribe,
  });
  const sweep = async () => void (await options.shelf).sweep();
  // Sweeping first would make the offer wait, and old runs are in nobody's way.
  void leftovers.offer().then(sweep);

  return {
    subscribe: emitter.subscribe,
    view: () => snapshot,
    items: createItemsView(runs.current),
    get trace() {
      return runs.current()?.trace ?? noTrace;
    },
    actions,
  };
}
