import type { RefObject } from 'react';
import { words } from '../words/words.ts';
import { useEcho } from './echo.ts';
import styles from './list.module.css';
import { useLongPaste } from './long-paste.ts';

interface EditorProps {
  field: RefObject<HTMLTextAreaElement | null>;
  text: string;
  /** What stands in the place of a long list while nobody edits it. */
  hint: string;
  send: (text: string) => void;
}

/**
 * Characters from which on the list is not laid out beside results until it has the focus. Ten thousand lines are thirty
 * thousand boxes: 50 MB, and 150 ms whenever the field gets another width, as it does when a run begins.
 */
const restLimit = 50_000;

/** The list as text. */
export function Editor({ field, text, hint, send }: EditorProps) {
  const type = useEcho(field, text, send);
  const longPaste = useLongPaste();
  return (
    <div className={styles.place} data-long={text.length > restLimit}>
      <textarea
        ref={field}
        {...longPaste}
        className={styles.editor}
        aria-label={words.list.label}
        placeholder={words.list.placeholder}
        onInput={(event) => type(event.currentTarget.value)}
        wrap="off"
        spellCheck={false}
        autoCapitalize="off"
        autoComplete="off"
        autoCorrect="off"
      />
      <p className={styles.hint} aria-hidden="true">
        {hint}
      </p>
    </div>
  );
}
