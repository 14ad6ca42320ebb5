import { type RefObject, useEffect, useRef } from 'react';

/**
 * Ties a text area to a text that lives elsewhere and answers late: what is typed is sent on, and what comes back is
 * written into the field only if it is not an echo of what was typed. A field that React controls would lose the caret,
 * and at 10,000 lines the time to compare them at every key.
 *
 * @returns what to call with the field's text at every input.
 */
export function useEcho(field: RefObject<HTMLTextAreaElement | null>, text: string, send: (text: string) => void) {
  const unanswered = useRef<string[]>([]);
  useEffect(() => {
    const answered = unanswered.current.indexOf(text);
    unanswered.current = unanswered.current.slice(answered + 1);
    if (answered === -1 && field.current !== null && field.current.value !== text) {
      field.current.value = text;
      unanswered.current = [];
    }
  }, [field, text]);
  return (typed: string) => {
    unanswered.current.push(typed);
    send(typed);
  };
}
