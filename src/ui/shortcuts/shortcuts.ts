import { useEffect } from 'react';
import type { App } from '../../app/view.ts';

/** Where Space and letters mean something of their own. */
const controls = 'input, textarea, select, button, a[href], summary, dialog, [contenteditable], [role="grid"]';

function isInControl(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(controls) !== null;
}

function togglePause({ view, actions }: App): boolean {
  const { phase } = view().run;
  if (phase === 'running') actions.pause();
  else if (phase === 'paused') actions.resume();
  return phase === 'running' || phase === 'paused';
}

function focusFilter(): boolean {
  const filter = document.querySelector<HTMLInputElement>('[data-shortcut="filter"]');
  filter?.focus();
  return filter !== null;
}

/** Carries out the shortcut of a key, if it has one here. */
function act(event: KeyboardEvent, app: App, showHelp: () => void): boolean {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
    // Whether it can be done is the app's to know: what the page shows is a frame old, and keys are quicker.
    app.actions.make();
    return true;
  }
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  const isTyping = event.target instanceof Element && event.target.closest('input, textarea, select') !== null;
  if (event.key === '?' && !isTyping) {
    showHelp();
    return true;
  }
  if (event.key === '/' && !isTyping) return focusFilter();
  return event.key === ' ' && !isInControl(event.target) && togglePause(app);
}

/** The keys that work anywhere on the page. Escape is the dialogs' own. */
export function useShortcuts(app: App, showHelp: () => void): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (!event.defaultPrevented && act(event, app, showHelp)) event.preventDefault();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [app, showHelp]);
}
