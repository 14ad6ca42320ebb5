import { useEffect, useState } from 'react';
import type { ItemsView } from '../../app/view.ts';
import { timelineWords as text } from '../words/timeline.ts';
import type { Filter } from './sweep.ts';
import styles from './timeline.module.css';

/** What the colours mean, and what of it is to stand out: images by their name, or all that failed. */
export function Legend({ items, onChange }: { items: ItemsView; onChange: (filter: Filter) => void }) {
  const [needle, setNeedle] = useState('');
  const [onlyFailed, setOnlyFailed] = useState(false);
  const [found, setFound] = useState<number | null>(null);
  useEffect(() => {
    const ids = needle.trim() === '' ? null : items.select({ tags: [], host: null, text: needle });
    setFound(ids === null ? null : ids.length);
    onChange({ items: ids === null ? null : toMask(ids, items.count), outcome: onlyFailed ? 'failed' : null });
  }, [needle, onlyFailed, items, onChange]);
  const { open, render, deliver } = text.verbs;
  return (
    <>
      <ul className={styles.legend} aria-label={text.legend}>
        {Object.entries({ open, render, deliver, failed: text.failed, cancelled: text.cancelled }).map(
          ([ink, name]) => (
            <li key={ink}>
              <span data-ink={ink} />
              {name}
            </li>
          ),
        )}
      </ul>
      <div className={styles.filter}>
        <button type="button" aria-pressed={onlyFailed} onClick={() => setOnlyFailed(!onlyFailed)}>
          {text.onlyFailed}
        </button>
        <input
          type="search"
          aria-label={text.find}
          placeholder={text.findPlaceholder}
          value={needle}
          onChange={(event) => setNeedle(event.target.value)}
        />
      </div>
      <p className="unseen" role="status">
        {found === null ? '' : text.found(found)}
      </p>
    </>
  );
}

function toMask(ids: readonly number[], count: number): Uint8Array {
  const mask = new Uint8Array(count);
  for (const id of ids) mask[id] = 1;
  return mask;
}
