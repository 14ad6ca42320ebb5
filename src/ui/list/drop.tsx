import { type RefObject, useEffect, useState } from 'react';
import type { Actions } from '../../app/view.ts';
import { Icon } from '../controls/icon.tsx';
import { words } from '../words/words.ts';
import styles from './drop.module.css';
import { appendLines, type Intake, takeDrop, takePaste } from './intake.ts';

/** Text goes through the field, as if it were typed: the field is where the list is never a frame late. */
function add(field: HTMLTextAreaElement | null, addFiles: Actions['addFiles'], { text, files }: Intake) {
  if (files.length > 0) addFiles(files);
  if (text === '' || field === null) return;
  field.value = appendLines(field.value, text);
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

/** Whether the text would land in a field by itself. */
function isEditable(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input, textarea, [contenteditable]') !== null;
}

/** A drag that began on this page (a selected text, a thumbnail) is not for us. */
function isFromOutside(event: DragEvent): boolean {
  const kinds = event.dataTransfer?.types ?? [];
  return kinds.includes('Files') || kinds.includes('text/uri-list') || kinds.includes('text/plain');
}

interface DropProps {
  field: RefObject<HTMLTextAreaElement | null>;
  addFiles: Actions['addFiles'];
}

/** Anywhere on the page: what is pasted or dropped goes into the list; the overlay says so before the hand lets go. */
export function Drop({ field, addFiles }: DropProps) {
  const [over, setOver] = useState(false);

  useEffect(() => {
    let inside = false;
    let own = false;
    const listeners = new AbortController();
    const on = <K extends keyof DocumentEventMap>(name: K, listener: (event: DocumentEventMap[K]) => void) =>
      document.addEventListener(name, listener, { signal: listeners.signal });
    const show = (shown: boolean) => {
      if (shown !== inside) setOver(shown);
      inside = shown;
    };

    on('paste', (event) => {
      const transfer = event.clipboardData;
      if (transfer === null || (isEditable(event.target) && transfer.types.includes('text/plain'))) return;
      event.preventDefault();
      void takePaste(transfer).then((intake) => add(field.current, addFiles, intake));
    });
    on('dragstart', () => {
      own = true;
    });
    on('dragend', () => {
      own = false;
    });
    on('dragover', (event) => {
      if (own || !isFromOutside(event)) return;
      event.preventDefault();
      show(true);
    });
    on('dragleave', (event) => {
      // Only leaving the window has no element to go to.
      if (event.relatedTarget === null) show(false);
    });
    on('drop', (event) => {
      show(false);
      if (own || event.dataTransfer === null) return;
      event.preventDefault();
      void takeDrop(event.dataTransfer).then((intake) => add(field.current, addFiles, intake));
    });
    return () => listeners.abort();
  }, [field, addFiles]);

  if (!over) return null;
  return (
    <div className={styles.overlay}>
      <div>
        <Icon name="add" />
        <strong>{words.drop.title}</strong>
        <p>{words.drop.detail}</p>
      </div>
    </div>
  );
}
