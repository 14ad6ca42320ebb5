import { type ClipboardEvent, type KeyboardEvent, useRef } from 'react';

/**
 * Characters from which on a paste is put into the field by us. A browser notes every change of its own for its undo,
 * and at ten thousand lines that keeps the page from answering for half a second.
 */
const longLimit = 50_000;

interface Before {
  value: string;
  from: number;
  to: number;
}

/** Handlers for a text area that takes long pastes at once. What they put in can be undone like any other paste. */
export function useLongPaste() {
  const last = useRef<{ before: Before; after: string } | null>(null);
  return {
    onPaste(event: ClipboardEvent<HTMLTextAreaElement>) {
      const text = event.clipboardData.getData('text/plain');
      if (text.length < longLimit) return;
      event.preventDefault();
      const field = event.currentTarget;
      const before = { value: field.value, from: field.selectionStart, to: field.selectionEnd };
      field.setRangeText(text, before.from, before.to, 'end');
      last.current = { before, after: field.value };
      tell(field);
    },
    onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>) {
      const field = event.currentTarget;
      const isUndo = (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key === 'z';
      if (!isUndo || last.current === null || field.value !== last.current.after) return;
      event.preventDefault();
      const { value, from, to } = last.current.before;
      last.current = null;
      field.value = value;
      field.setSelectionRange(from, to);
      tell(field);
    },
  };
}

/** As if it had been typed. */
function tell(field: HTMLTextAreaElement) {
  field.dispatchEvent(new Event('input', { bubbles: true }));
}
