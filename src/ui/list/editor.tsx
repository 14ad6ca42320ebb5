import type { RefObject } from 'react';
import { words } from '../words/words.ts';
import { useEcho } from './echo.ts';
import styles from './list.module.css';
import { useLongPaste } from './long-paste.ts';

interface EditorProps {
  field: RefObject<HTMLTextAreaElement | null>;
  text: string;
  send: (text: string) => void;
}

/** The list as text. */
export function Editor({ field, text, send }: EditorProps) {
  const type = useEcho(field, text, send);
  const longPaste = useLongPaste();
  return (
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
  );
}
