import type { RunView } from '../../app/view.ts';
import { Button } from '../controls/button.tsx';
import { words } from '../words/words.ts';
import { isUnderWay } from './settled.ts';
import styles from './start.module.css';

const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent);

interface StartProps {
  phase: RunView['phase'];
  blocked: string | null;
  onMake: () => void;
  /** Makes the first image only, to be looked at. */
  onTry: () => void;
}

/** The one button, and a look at one image before it is pressed. While they cannot be pressed they say why. */
export function Start({ phase, blocked, onMake, onTry }: StartProps) {
  const reason = isUnderWay(phase) ? words.run.underWay : blocked;
  return (
    <div className={styles.start}>
      <Button
        weight="loud"
        className={styles.make}
        disabled={reason !== null}
        aria-describedby="make-reason"
        onClick={onMake}
      >
        {words.run.make}
      </Button>
      <Button disabled={reason !== null} aria-describedby="make-reason" onClick={onTry}>
        {words.run.tryOne}
      </Button>
      <p id="make-reason">
        {reason ?? (
          <>
            <kbd>{isMac ? '⌘' : words.shortcuts.control}</kbd> <kbd>Enter</kbd>
          </>
        )}
      </p>
    </div>
  );
}
