import { Button } from '../controls/button.tsx';
import { Icon } from '../controls/icon.tsx';
import { words } from '../words/words.ts';
import styles from './header.module.css';
import { Mark } from './mark.tsx';

/** Who we are, and what happens to the pictures. */
export function Header({ onShortcuts }: { onShortcuts: () => void }) {
  return (
    <header className={styles.header}>
      <Mark />
      <div className={styles.name}>
        <h1>{words.product.name}</h1>
        <p>{words.product.claim}</p>
      </div>
      <p className={styles.privacy}>
        <Icon name="lock" />
        {words.product.privacy}
      </p>
      <Button weight="quiet" className={styles.help} label={words.product.shortcuts} onClick={onShortcuts}>
        <span aria-hidden="true">?</span>
      </Button>
    </header>
  );
}
