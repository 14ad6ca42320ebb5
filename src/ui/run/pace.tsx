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
  const calm = useCalm(live, calmMs);
  // The first figures need not wait for their turn.
  const run = calm.imagesPerSecond === null || calm.bytesPerSecond === null ? live : calm;
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
      <Figure value={known(run.imagesPerSecond, rate)} name={text.imagesPerSecond} />
      <Figure value={known(run.bytesPerSecond, text.bytesPerSecond)} name={text.fetched} />
      <Figure
        value={known(run.remainingMs, text.remaining)}
        name={run.remainingMs === null ? text.estimating : text.left}
      />
    </dl>
  );
}

function known(figure: number | null, say: (figure: number) => string): string {
  return figure === null ? '…' : say(figure);
}

function Figure({ value, name }: { value: string; name: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
