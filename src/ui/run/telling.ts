import { useEffect, useRef, useState } from 'react';
import type { RunView } from '../../app/view.ts';
import { words } from '../words/words.ts';
import { isUnderWay, settledOf } from './settled.ts';

/** Whether the end of a run is to be told by a notification; `denied`: the browser does not let us. */
export type Telling = 'off' | 'on' | 'denied';

/** Tells the end of a run to whoever asked for it and is elsewhere. Nothing is asked of the browser before `set(true)`. */
export function useTelling(run: RunView): { telling: Telling; set: (wanted: boolean) => void } {
  const [telling, setTelling] = useState<Telling>('off');
  const before = useRef(run.phase);
  useEffect(() => {
    const hasEnded = isUnderWay(before.current) && run.phase === 'finished';
    before.current = run.phase;
    if (hasEnded && telling === 'on' && document.hidden) void tell(words.run.status(run, settledOf(run)));
  }, [run, telling]);

  const set = async (wanted: boolean) => {
    // Shown as wanted while the browser asks: its answer may take a while.
    setTelling(wanted ? 'on' : 'off');
    if (!wanted) return;
    const permission = await Notification.requestPermission();
    if (permission !== 'granted') setTelling(permission === 'denied' ? 'denied' : 'off');
  };
  return { telling, set: (wanted) => void set(wanted) };
}

/** Whether this browser has notifications at all: on iPhones only an installed page does. */
export const canTell = 'Notification' in globalThis;

async function tell(body: string): Promise<void> {
  const { name } = words.product;
  // A later run takes the place of what was told of the one before.
  const options = { body, tag: 'run' };
  try {
    const notification = new Notification(name, options);
    notification.onclick = () => {
      window.focus();
      notification.close();
    };
  } catch {
    // Chrome on Android leaves them to service workers.
    const worker = await navigator.serviceWorker?.getRegistration();
    await worker?.showNotification(name, options);
  }
}
