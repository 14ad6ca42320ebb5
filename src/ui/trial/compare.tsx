import { useState } from 'react';
import type { TrialPicture, TrialView } from '../../app/view.ts';
import { trialWords as text } from '../words/trial.ts';
import { useBlobUrl } from './blob-url.ts';
import { framingOf } from './framing.ts';
import styles from './trial.module.css';

type Done = Extract<TrialView, { tag: 'done' }>;

/** The largest thumbnail beside what the browser makes of the original; nothing where it cannot show that. */
export function Compare({ trial: { original, recipe }, picture }: { trial: Done; picture: TrialPicture }) {
  const { width, height, byteLength, variant } = picture;
  const before = useBlobUrl(original);
  const after = useBlobUrl(picture.blob);
  const [isShown, setShown] = useState(true);
  if (before === null || after === null || !isShown) return null;
  const asked = recipe.variants[variant];
  return (
    <section aria-labelledby="trial-compare">
      <h3 id="trial-compare">{text.compare}</h3>
      <div className={styles.compare}>
        <figure>
          <img
            className={styles.ground}
            style={asked === undefined ? {} : framingOf(asked)}
            src={before}
            alt=""
            width={width}
            height={height}
            onError={() => setShown(false)}
          />
          <figcaption>{text.before}</figcaption>
        </figure>
        <figure>
          <img className={styles.ground} src={after} alt="" width={width} height={height} />
          <figcaption>{text.after(byteLength)}</figcaption>
        </figure>
      </div>
    </section>
  );
}
