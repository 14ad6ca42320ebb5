import { useEffect, useRef } from 'react';
import type { ListView } from '../../app/view.ts';
import { words } from '../words/words.ts';
import styles from './list.module.css';

interface FoldProps {
  list: ListView;
  open: boolean;
  onToggle: () => void;
}

/** Where a narrow screen has results to show, list and settings are this one line until they are wanted. */
export function Fold({ list, open, onToggle }: FoldProps) {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    // What had the focus, the start button mostly, is folded away: the keyboard goes on from here.
    if (document.activeElement?.checkVisibility() === false) button.current?.focus({ preventScroll: true });
  }, []);
  return (
    <button ref={button} type="button" className={styles.fold} data-folds aria-expanded={open} onClick={onToggle}>
      {words.list.fold}
      <span>{words.list.summary(list)}</span>
    </button>
  );
}
