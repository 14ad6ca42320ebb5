import { useEffect, useRef, useState } from 'react';
import type { RunView } from '../../app/view.ts';
import { announcementOf } from './announcement.ts';

/** Tells screen readers how the run goes, at sensible steps. */
export function Announcer({ run }: { run: RunView }) {
  const before = useRef(run);
  const [said, setSaid] = useState('');
  useEffect(() => {
    const announcement = announcementOf(before.current, run);
    before.current = run;
    if (announcement !== null) setSaid(announcement);
  }, [run]);
  return (
    <div className="unseen" aria-live="polite">
      {said}
    </div>
  );
}
