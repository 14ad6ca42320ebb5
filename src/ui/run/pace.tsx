import type { RunView } from '../../app/view.ts';
import { useCalm } from '../slice.ts';
import { words } from '../words/words.ts';
import styles from './run.module.css';
import { isUnderWay, settledOf } from './settled.ts';

const text = words.run;

/** Numbers that change at every frame cannot be read. */
const calmMs = 400;

/** How fast, and how long still. */
export function Pace({ run: live }: { run: RunView }) {
  const run = useCalm(live, calmMs);
  const { rate, duration } = words.quantities;
  if (!isUnderWay(live.phase)) {
    const perSecond = live.elapsedMs === 0 ? 0 : (1000 * settledOf(live)) / live.elapsedMs;
    return (
      <dl className={styles.pace}>
        <Figure value={duration(live.elapsedMs)} name={text.elapsed} />
        <Figure value={rate(perSecond)} name={text.imagesPerSecond} />
      </dl>
    );
  }
  return (
    <dl className={styles.pace}>
      <Figure value={rate(run.imagesPerSecond)} name={text.imagesPerSecond} />
      <Figure value={text.bytesPerSecond(run.bytesPerSecond)} name={text.fetched} />
      {run.remainingMs === null ? (
        <Figure value="…" name={text.estimating} />
      ) : (
        <Figure value={text.remaining(run.remainingMs)} name={text.left} />
      )}
    </dl>
  );
}

function Figure({ value, name }: { value: string; name: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
