import { type RefObject, useRef } from 'react';
import type { Actions, ListView } from '../../app/view.ts';
import { Button } from '../controls/button.tsx';
import { words } from '../words/words.ts';
import { Editor } from './editor.tsx';
import { Files } from './files.tsx';
import styles from './list.module.css';
import { Rejects } from './rejects.tsx';

const text = words.list;

/** Puts the caret at the start of a line, with the line selected and in view. */
function goToLine(field: HTMLTextAreaElement | null, line: number) {
  if (field === null) return;
  const lines = field.value.split('\n');
  const start = lines.slice(0, line - 1).reduce((length, each) => length + each.length + 1, 0);
  field.focus();
  field.setSelectionRange(start, start + (lines[line - 1]?.length ?? 0));
  // Lines do not wrap, so that all are equally high.
  field.scrollTop = (field.scrollHeight * (line - 3)) / lines.length;
}

interface ListProps {
  list: ListView;
  /** Where the list is edited; what is pasted or dropped elsewhere goes there too. */
  field: RefObject<HTMLTextAreaElement | null>;
  actions: Actions;
}

/** What the run will be made of: the text, the chosen files, and what was understood of them. */
export function List({ list, field, actions }: ListProps) {
  const empty = list.text === '' && list.files.length === 0;
  return (
    <section className={styles.list} data-empty={empty} aria-labelledby="list-title">
      <div className={styles.title}>
        <h2 id="list-title" className={empty ? styles.welcome : undefined}>
          {empty ? text.welcome : text.title}
        </h2>
        {empty ? null : (
          <Button
            weight="quiet"
            onClick={() => {
              actions.clearList();
              // The button goes with the list; the keyboard's place must not.
              field.current?.focus();
            }}
          >
            {text.clear}
          </Button>
        )}
      </div>
      {empty ? <p className={styles.explain}>{text.explain}</p> : null}
      <Editor field={field} text={list.text} hint={text.resting(list.images)} send={actions.setList} />
      <div className={styles.actions}>
        <AddFiles add={actions.addFiles} />
        <Button icon="sample" title={text.sampleHint} onClick={actions.useSample}>
          {text.sample}
        </Button>
        {list.canUndo ? (
          <p className={styles.cleared}>
            {text.cleared}
            <Button weight="quiet" onClick={actions.undoClear}>
              {text.undo}
            </Button>
          </p>
        ) : null}
      </div>
      <Summary list={list} empty={empty} />
      <Rejects list={list} goToLine={(line) => goToLine(field.current, line)} />
      <Files files={list.files} remove={actions.removeFile} />
    </section>
  );
}

/** The native picker stands behind a button that looks like the others; both have a name of their own. */
function AddFiles({ add }: { add: (files: readonly File[]) => void }) {
  const picker = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button icon="add" onClick={() => picker.current?.click()}>
        {text.addFiles}
      </Button>
      <input
        ref={picker}
        className="unseen"
        type="file"
        multiple
        accept="image/*"
        tabIndex={-1}
        aria-label={text.filesLabel}
        onChange={(event) => {
          add([...(event.target.files ?? [])]);
          // The same file can be chosen again after it was removed.
          event.target.value = '';
        }}
      />
    </>
  );
}

function Summary({ list, empty }: { list: ListView; empty: boolean }) {
  return (
    <div className={styles.summary}>
      <p role="status" aria-label={text.summaryLabel}>
        {empty ? text.empty : text.summary(list)}
      </p>
      {list.hosts.length === 0 ? null : (
        <ul className={styles.hosts} aria-label={text.hostsLabel}>
          {list.hosts.slice(0, 4).map(({ host, images }) => (
            <li key={host}>
              {host} <span>{words.quantities.count(images)}</span>
            </li>
          ))}
          {list.hosts.length > 4 ? <li>{text.more(list.hosts.length - 4)}</li> : null}
        </ul>
      )}
    </div>
  );
}
