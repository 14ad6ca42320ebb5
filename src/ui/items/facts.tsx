import type { ItemRow } from '../../app/view.ts';
import { stages, type Trace, timesOf } from '../../core/trace.ts';
import { createTimes } from '../words/times.ts';
import { words } from '../words/words.ts';
import styles from './detail.module.css';

const text = words.detail;
const { precisely } = createTimes(words.language);

interface FactsProps {
  row: ItemRow;
  trace: Trace;
}

/** What is known about an item's source and its way here. */
export function Facts({ row: { id, line, state }, trace }: FactsProps) {
  const source = 'made' in state ? state.made?.source : undefined;
  const attempts = 'attempts' in state ? state.attempts : 'attempt' in state ? state.attempt : null;
  const { bytes, count } = words.quantities;
  const facts: [string, string][] = [[text.facts.line, count(line)]];
  if (source !== undefined) {
    facts.push(
      [text.facts.kind, source.kind.toUpperCase()],
      [text.facts.size, `${source.width} × ${source.height}`],
      [text.facts.bytes, bytes(source.byteLength)],
      [text.facts.via, text.via[source.via]],
      [text.facts.route, source.route],
    );
  }
  const timesMs = timesOf(trace, id);
  for (const stage of stages) if (timesMs[stage] > 0) facts.push([text.facts[stage], precisely(timesMs[stage])]);
  if (attempts !== null) facts.push([text.facts.attempts, count(attempts)]);
  return (
    <dl className={styles.facts} aria-label={text.original}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
