import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import { createRoot } from 'react-dom/client';
import type { App } from '../app/view.ts';
import './tokens.css';
import './base.css';
import { DestinationChoice } from './destination/destination.tsx';
import { Header } from './header/header.tsx';
import { Drop } from './list/drop.tsx';
import { Fold } from './list/fold.tsx';
import { List } from './list/list.tsx';
import { Notices } from './notices/notices.tsx';
import styles from './page.module.css';
import { toPart } from './part.tsx';
import { RecipeForm } from './recipe/recipe.tsx';
import { Announcer } from './run/announcer.tsx';
import { Start } from './run/start.tsx';
import { useVigil } from './run/vigil.ts';
import { useShortcuts } from './shortcuts/shortcuts.ts';
import { useSlice, useSteps } from './slice.ts';
import { words } from './words/words.ts';

// Nobody needs these before the first run, or before the first question mark.
const Run = toPart(() => import('./run/run.tsx'));
const Items = toPart(() => import('./items/items.tsx'), <p>{words.items.loading}</p>);
const Timeline = toPart(() => import('./timeline/timeline.tsx'));
const Trial = toPart(() => import('./trial/trial.tsx'));
const Help = toPart(() => import('./shortcuts/help.tsx'));

/** Shows the page in `root`; the returned function takes it away again. */
export function mountPage(root: HTMLElement, app: App): () => void {
  document.documentElement.lang = words.language;
  const reactRoot = createRoot(root);
  reactRoot.render(<Page app={app} />);
  return () => reactRoot.unmount();
}

/** Before the first run the list has the page; from then on the results have it, and the settings stand beside them. */
function Page({ app }: { app: App }) {
  const hasRun = useSlice(app, (view) => view.run.phase !== 'idle');
  const field = useRef<HTMLTextAreaElement>(null);
  const [help, setHelp] = useState(false);
  const showHelp = useCallback(() => setHelp(true), []);
  useShortcuts(app, showHelp);
  return (
    <div className={styles.page} data-results={hasRun}>
      <Header onShortcuts={showHelp} />
      <Notes app={app} />
      <main className={styles.main}>
        <Setup app={app} field={field} />
        <Results app={app} />
      </main>
      <Drop field={field} addFiles={app.actions.addFiles} />
      <Tried app={app} />
      {help ? <Help onClose={() => setHelp(false)} /> : null}
    </div>
  );
}

function Notes({ app }: { app: App }) {
  const notices = useSlice(app, (view) => view.notices);
  return <Notices notices={notices} dismiss={app.actions.dismiss} />;
}

function Setup({ app, field }: { app: App; field: RefObject<HTMLTextAreaElement | null> }) {
  const list = useSlice(app, (view) => view.list);
  const hasRun = useSlice(app, (view) => view.run.phase !== 'idle');
  const [open, setOpen] = useState(false);
  return (
    <div className={styles.setup} data-open={open}>
      {hasRun ? <Fold list={list} open={open} onToggle={() => setOpen(!open)} /> : null}
      <List list={list} field={field} actions={app.actions} />
      <div className={styles.sheet}>
        <Recipe app={app} />
        <Target app={app} />
        <Go app={app} />
      </div>
    </div>
  );
}

function Recipe({ app }: { app: App }) {
  const recipe = useSlice(app, (view) => view.recipe);
  const preset = useSlice(app, (view) => view.preset);
  const list = useSlice(app, (view) => view.list);
  return <RecipeForm recipe={recipe} preset={preset} list={list} actions={app.actions} />;
}

function Target({ app }: { app: App }) {
  const destination = useSlice(app, (view) => view.destination);
  return <DestinationChoice destination={destination} onChange={app.actions.setDestination} />;
}

function Go({ app }: { app: App }) {
  const phase = useSlice(app, (view) => view.run.phase);
  const blocked = useSlice(app, (view) => view.blocked);
  const isReady = blocked === null;
  useEffect(() => {
    // By the time a button is pressed, what shows its result is there. A list may be pasted right before.
    const load = () => {
      for (const part of [Run, Timeline, Items, Trial]) void part.load();
    };
    if (isReady) load();
    else globalThis.requestIdleCallback?.(load);
  }, [isReady]);
  return <Start phase={phase} blocked={blocked} onMake={app.actions.make} onTry={app.actions.tryOne} />;
}

function Tried({ app }: { app: App }) {
  const trial = useSlice(app, (view) => view.trial);
  if (trial.tag === 'idle') return null;
  return <Trial trial={trial} actions={app.actions} />;
}

/**
 * Everything about the run, one part a frame. The announcer is there from the start, so that it can speak of the run's
 * beginning.
 */
function Results({ app }: { app: App }) {
  const run = useSlice(app, (view) => view.run);
  const blocked = useSlice(app, (view) => view.blocked);
  useVigil(run);
  const place = useRef<HTMLDivElement>(null);
  const parts = useSteps(run.phase !== 'idle', 2);
  const isWhole = parts === 2;
  useEffect(() => {
    // On a narrow screen the results stand below the settings, out of sight.
    if (isWhole && place.current !== null && place.current.getBoundingClientRect().top > innerHeight / 2) {
      place.current.scrollIntoView({ block: 'start' });
    }
  }, [isWhole]);
  return (
    <div className={styles.results} ref={place}>
      <Announcer run={run} />
      {parts > 0 ? (
        <>
          <Run run={run} blocked={blocked} actions={app.actions} />
          <Timeline app={app} run={run} />
        </>
      ) : null}
      {isWhole ? <Items key={run.id} app={app} run={run} /> : null}
    </div>
  );
}
