import { memo } from 'react';
import type { HostView } from '../../app/view.ts';
import { words } from '../words/words.ts';
import styles from './hosts.module.css';
import run from './run.module.css';

const text = words.run;

/** A list from a thousand hosts is no table for eyes; the busiest are told first. */
const shownLimit = 50;

/** What each host lets us do. Hosts are looked at less often than the run is. */
export const Hosts = memo(function Hosts({ hosts }: { hosts: readonly HostView[] }) {
  if (hosts.length === 0) return null;
  const { count } = words.quantities;
  const trouble = hosts.filter(({ verdict }) => verdict === 'blocked' || verdict === 'down' || verdict === 'limited');
  return (
    <details className={styles.hosts}>
      <summary>
        {text.hosts} <span className={run.count}>{count(hosts.length)}</span>
        {trouble.length === 0 ? null : <span className={styles.trouble}>{text.hostsTrouble(trouble.length)}</span>}
      </summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keys that scroll it */}
      <section className={styles.scroll} aria-label={text.hosts} tabIndex={0}>
        <table aria-label={text.hosts}>
          <thead>
            <tr>
              <th scope="col">{text.host}</th>
              <th scope="col">{text.verdict}</th>
              <th scope="col">{text.hostDone}</th>
              <th scope="col">{text.hostFailed}</th>
              <th scope="col">{text.allowed}</th>
            </tr>
          </thead>
          <tbody>
            {hosts.slice(0, shownLimit).map((host) => (
              <tr key={host.host}>
                <th scope="row">{host.host}</th>
                <td data-verdict={host.verdict}>
                  {text.verdicts[host.verdict]}
                  {host.pausedForMs > 0 ? `, ${text.pausedFor(host.pausedForMs)}` : ''}
                  {host.missingHeader === null ? null : (
                    <span className={styles.header}>
                      {text.missingHeader} <code>{host.missingHeader}</code>
                    </span>
                  )}
                </td>
                <td>
                  {count(host.done)}/{count(host.total)}
                </td>
                <td>{count(host.failed)}</td>
                <td>{count(host.allowed)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </details>
  );
});
