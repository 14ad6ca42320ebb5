import { useState } from 'react';
import type { ListView } from '../../app/view.ts';
import { Button } from '../controls/button.tsx';
import { words } from '../words/words.ts';
import styles from './list.module.css';

const text = words.list;

/** Shown before the rest is asked for. */
const foldedLimit = 8;
/** Never more at once: a folder can hold ten thousand, and each has a button. */
const unfoldedLimit = 500;

/** The user's own files, each removable. */
export function Files({ files, remove }: { files: ListView['files']; remove: (id: string) => void }) {
  const [unfolded, setUnfolded] = useState(false);
  if (files.length === 0) return null;
  const shown = files.slice(0, unfolded ? unfoldedLimit : foldedLimit);
  const byteLength = files.reduce((sum, file) => sum + file.byteLength, 0);
  return (
    <div className={styles.files}>
      <h3>{text.files(files.length, byteLength)}</h3>
      <ul>
        {shown.map((file) => (
          <li key={file.id}>
            <span>{file.name}</span>
            <Button weight="quiet" icon="close" label={text.removeFile(file.name)} onClick={() => remove(file.id)} />
          </li>
        ))}
        {unfolded && files.length > shown.length ? <li>{text.more(files.length - shown.length)}</li> : null}
      </ul>
      {files.length > foldedLimit ? (
        <Button weight="quiet" aria-expanded={unfolded} onClick={() => setUnfolded(!unfolded)}>
          {unfolded ? text.showFewer : text.showAll(files.length)}
        </Button>
      ) : null}
    </div>
  );
}
