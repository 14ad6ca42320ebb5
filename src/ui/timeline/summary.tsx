import { stages, type TraceTotals } from '../../core/trace.ts';
import { timelineWords as text } from '../words/timeline.ts';
import styles from './timeline.module.css';

/** The timeline for those who cannot see it, or would rather have numbers. */
export function Summary({ totals }: { totals: TraceTotals }) {
  const { table, groups, precisely, percent, count } = text;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what is scrolled sideways must be within reach of the keyboard
    <section className={styles.scroll} aria-label={table.caption} tabIndex={0}>
      <table className={styles.table}>
        <caption>{table.caption}</caption>
        <thead>
          <tr>
            <th scope="col">{table.stage}</th>
            <th scope="col">{table.lanes}</th>
            <th scope="col">{table.images}</th>
            <th scope="col">{table.failed}</th>
            <th scope="col">{table.mean}</th>
            <th scope="col">{table.busy}</th>
            <th scope="col">{table.utilisation}</th>
          </tr>
        </thead>
        <tbody>
          {stages.map((stage) => {
            const { lanes, spans, failed, busyMs, utilisation } = totals.stages[stage];
            return (
              <tr key={stage}>
                <th scope="row">{groups[stage]}</th>
                <td>{count(lanes)}</td>
                <td>{count(spans)}</td>
                <td>{count(failed)}</td>
                <td>{spans === 0 ? '–' : precisely(busyMs / spans)}</td>
                <td>{precisely(busyMs)}</td>
                <td>{percent(utilisation)}</td>
              </tr>
            );
          })}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={5}>
              {table.all}
            </th>
            <td>{precisely(totals.sequentialMs)}</td>
            <td />
          </tr>
        </tfoot>
      </table>
    </section>
  );
}
