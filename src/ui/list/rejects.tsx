import type { ListView } from '../../app/view.ts';
import { words } from '../words/words.ts';
import styles from './list.module.css';

const text = words.list;

interface LineNote {
  line: number;
  given: string | null;
  note: string;
}

/** Lines that were refused, and lines that were taken after a change, each a way back to its place in the list. */
export function Rejects({ list, goToLine }: { list: ListView; goToLine: (line: number) => void }) {
  const rejects = list.rejects.map(({ line, text: given, reason }) => ({ line, given, note: reason }));
  const remarks = list.remarks.map(({ line, remark }) => ({ line, given: null, note: remark }));
  return (
    <>
      <Lines title={text.rejects(list.rejected)} total={list.rejected} notes={rejects} goToLine={goToLine} />
      <Lines title={text.remarks(remarks.length)} total={remarks.length} notes={remarks} goToLine={goToLine} />
    </>
  );
}

/** Shown at once; a list of ten thousand may refuse more than anyone will read. */
const shownLimit = 100;

interface LinesProps {
  title: string;
  total: number;
  notes: readonly LineNote[];
  goToLine: (line: number) => void;
}

function Lines({ title, total, notes, goToLine }: LinesProps) {
  if (total === 0) return null;
  const shown = notes.slice(0, shownLimit);
  return (
    <details className={styles.lines}>
      <summary>{title}</summary>
      <ol>
        {shown.map(({ line, given, note }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: one line may be refused twice, and the list is replaced whole
          <li key={index}>
            <button type="button" aria-label={text.goToLine(line)} onClick={() => goToLine(line)}>
              {text.line(line)}
            </button>
            <span>{note}</span>
            {given === null ? null : <code>{given}</code>}
          </li>
        ))}
      </ol>
      {total > shown.length ? <p>{text.more(total - shown.length)}</p> : null}
    </details>
  );
}
