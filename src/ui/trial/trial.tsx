import { useEffect, useRef } from 'react';
import type { Actions, TrialPicture, TrialView } from '../../app/view.ts';
import { formats } from '../../formats/index.ts';
import { Button } from '../controls/button.tsx';
import { explain } from '../words/failure.ts';
import { trialWords as text } from '../words/trial.ts';
import { useBlobUrl } from './blob-url.ts';
import { Compare } from './compare.tsx';
import styles from './trial.module.css';

interface TrialProps {
  trial: Exclude<TrialView, { tag: 'idle' }>;
  actions: Pick<Actions, 'make' | 'endTrial'>;
}

/** The first image with the recipe as it is: what it looks like, what it weighs, and what all of them would come to. */
export default function Trial({ trial, actions }: TrialProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const close = () => dialog.current?.close();
  return (
    <dialog ref={dialog} className={styles.trial} aria-labelledby="trial-title" onClose={actions.endTrial}>
      <header>
        <h2 id="trial-title">{text.title}</h2>
        <Button weight="quiet" icon="close" label={text.close} onClick={close} />
      </header>
      <div className={styles.body}>
        <p className={styles.origin}>{trial.origin}</p>
        <p role="status" className={styles.sum}>
          {sentenceOf(trial)}
        </p>
        {trial.tag === 'failed' ? <p>{explain(trial.failure).todo}</p> : null}
        {trial.tag === 'done' ? <Done trial={trial} /> : null}
      </div>
      {trial.tag === 'done' ? (
        <footer>
          <p className={styles.soft}>{text.nothingKept}</p>
          <Button
            weight="loud"
            onClick={() => {
              close();
              actions.make();
            }}
          >
            {text.make(trial.expected.images)}
          </Button>
        </footer>
      ) : null}
    </dialog>
  );
}

/** What there is to say as soon as it is known, aloud too. */
function sentenceOf(trial: TrialProps['trial']): string {
  switch (trial.tag) {
    case 'running':
      return text.running;
    case 'failed':
      return explain(trial.failure).what;
    case 'done':
      return text.all(trial.expected, trial.pictures.length);
  }
}

function Done({ trial }: { trial: Extract<TrialView, { tag: 'done' }> }) {
  const { source, pictures, openMs, renderMs } = trial;
  const largest = pictures.reduce<TrialPicture | null>(
    (most, picture) => (most === null || picture.width * picture.height > most.width * most.height ? picture : most),
    null,
  );
  return (
    <>
      <section aria-labelledby="trial-original">
        <h3 id="trial-original">{text.original}</h3>
        <p>{text.source(source.kind, source.width, source.height, source.byteLength)}</p>
        <p className={styles.soft}>{text.times(openMs, renderMs)}</p>
      </section>
      <section aria-labelledby="trial-thumbnails">
        <h3 id="trial-thumbnails">{text.thumbnails}</h3>
        <ul className={styles.pictures}>
          {pictures.map((picture) => (
            <Thumbnail key={picture.variant} picture={picture} />
          ))}
        </ul>
      </section>
      {largest === null ? null : <Compare trial={trial} picture={largest} />}
    </>
  );
}

function Thumbnail({ picture: { blob, name, width, height, byteLength, format, note } }: { picture: TrialPicture }) {
  const url = useBlobUrl(blob);
  return (
    <li>
      {url === null ? null : <img className={styles.ground} src={url} alt={name} width={width} height={height} />}
      <p className={styles.soft}>{text.facts(width, height, byteLength, formats[format].label)}</p>
      {note === null ? null : <p className={styles.note}>{note}</p>}
    </li>
  );
}
