import type { Recipe } from '../core/recipe.ts';
import { canRunVips } from '../engine/probe.ts';
import type { Shelf } from '../shelf/shelf.ts';
import { forgetArrival, listOf, onFilesOpened, takeShared } from './arrival.ts';
import { hasRecipe, parseFragment } from './link.ts';
import type { Notices } from './notices.ts';
import type { Offline } from './offline.ts';
import type { Actions, Notice } from './view.ts';
import type { Words } from './words.ts';

export interface WelcomeOptions {
  offline: Offline;
  /** The folder of the page, ending in a slash. */
  pageUrl: string;
  shelf: Promise<Shelf>;
  notices: Notices;
  words: Words;
  actions: Pick<Actions, 'setList' | 'addFiles' | 'setRecipe'>;
  recipe(): Recipe;
  /** The list as text. */
  text(): string;
  /** Whether the page holds this list and nothing else: no files, no run. */
  holdsOnly(text: string): boolean;
  /** Whether a run is under way. */
  isBusy(): boolean;
  subscribe(listener: () => void): void;
}

/** What happens once, when the page opens: it says what it cannot do here, and takes in what it was opened with. */
export async function welcome(options: WelcomeOptions): Promise<void> {
  options.offline.onUpdate((takeOver) => offerUpdate(options, takeOver));
  void tellMemory(options);
  const linked = listOf(location.search);
  addToList(options, linked);
  await isolate(options, linked);
  // Only now, when no reload can lose it.
  await takeIn(options);
}

/** A list that the address brings comes again with a reload; any other would be lost. */
async function isolate({ offline, notices, words, holdsOnly }: WelcomeOptions, linked: string): Promise<void> {
  const isolation = await offline.isolate(() => holdsOnly(linked));
  // Some browsers are isolated and have no shared memory all the same.
  const cannot = isolation === 'impossible' || (isolation === 'isolated' && !canRunVips());
  if (cannot) notices.show(warning('isolation', words.notIsolated));
  if (isolation !== 'after-reload') return;
  const { text, action } = words.isolatedByReload;
  const reload = { label: action, run: () => location.reload() };
  notices.show({ ...warning('isolation', text), action: reload });
}

async function tellMemory({ shelf, notices, words }: WelcomeOptions): Promise<void> {
  if (!(await shelf).durable) notices.show(warning('memory', words.memoryShelf));
}

async function takeIn(options: WelcomeOptions): Promise<void> {
  const { pageUrl, actions } = options;
  const { search } = location;
  takeRecipe(options);
  // A link that differs in its fragment only does not load the page again.
  addEventListener('hashchange', () => takeRecipe(options));
  onFilesOpened(actions.addFiles);
  const shared = await takeShared(pageUrl, search);
  if (shared === null) return;
  addToList(options, shared.text);
  if (shared.files.length > 0) actions.addFiles(shared.files);
}

function addToList({ actions, text }: WelcomeOptions, urls: string): void {
  if (urls !== '') actions.setList([text(), urls].filter((part) => part !== '').join('\n'));
}

/** A recipe from a link takes the place of the user's own, which one press brings back. */
function takeRecipe({ notices, words, actions, recipe }: WelcomeOptions): void {
  const { hash } = location;
  forgetArrival();
  if (!hasRecipe(hash)) return;
  const linked = parseFragment(hash);
  const id = 'link';
  if (linked === null) {
    notices.show(warning(id, words.badLink));
    return;
  }
  const own = recipe();
  actions.setRecipe(linked);
  const { text, action } = words.linkedRecipe;
  const undo = () => {
    notices.drop(id);
    actions.setRecipe(own);
  };
  notices.show({ id, tone: 'info', text, action: { label: action, run: undo }, dismissible: true });
}

/** A new version is offered between runs only: reloading would end one. */
function offerUpdate({ notices, words, isBusy, subscribe }: WelcomeOptions, takeOver: () => void): void {
  const id = 'update';
  const { text, action } = words.update;
  const run = () => {
    if (!isBusy()) takeOver();
  };
  let offered = false;
  const look = () => {
    const isFree = !isBusy();
    if (isFree === offered) return;
    offered = isFree;
    if (offered) notices.show({ id, tone: 'info', text, action: { label: action, run }, dismissible: true });
    else notices.drop(id);
  };
  subscribe(look);
  look();
}

function warning(id: string, text: string): Notice {
  return { id, tone: 'warning', text, action: null, dismissible: true };
}
