import { useMemo, useState } from 'react';
import type { App, RunView } from '../../app/view.ts';
import type { Failure } from '../../core/failure.ts';
import { Button } from '../controls/button.tsx';
import { CopyButton } from '../controls/copy-button.tsx';
import { useCalm } from '../slice.ts';
import { explain } from '../words/failure.ts';
import { words } from '../words/words.ts';
import styles from './failures.module.css';
import { lookAt } from './look.ts';

const text = words.failures;

const calmMs = 500;
const groupsLimit = 4;
/** Items of one group that are looked at for the names of their hosts. */
const hostsLookLimit = 200;
const hostsShownLimit = 3;

/** What failed, by cause and host, largest first: each with its explanation and its way out. */
export function Failures({ app, run }: { app: App; run: RunView }) {
  const moment = useCalm(run, calmMs);
  const [unfolded, setUnfolded] = useState(false);
  const failed = moment.counts.failed + moment.counts.skipped;
  // `moment` is what the states depend on: items are written in place.
  const groups = useMemo(
    () => (moment.counts.failed + moment.counts.skipped === 0 ? [] : app.items.failures()),
    [app, moment],
  );
  if (groups.length === 0) return null;
  const shown = unfolded ? groups : groups.slice(0, groupsLimit);
  return (
    <section className={styles.failures} aria-labelledby="failures-title">
      <h2 id="failures-title">{text.title(failed)}</h2>
      <ul>
        {shown.map((group) => (
          <Group key={JSON.stringify(group.failure)} app={app} group={group} />
        ))}
      </ul>
      {groups.length > groupsLimit ? (
        <Button weight="quiet" aria-expanded={unfolded} onClick={() => setUnfolded(!unfolded)}>
          {unfolded ? words.list.showFewer : text.allGroups(groups.length)}
        </Button>
      ) : null}
    </section>
  );
}

interface FailureGroup {
  failure: Failure;
  items: readonly number[];
}

function Group({ app, group: { failure, items } }: { app: App; group: FailureGroup }) {
  const { what, todo } = explain(failure);
  const hosts = new Set(items.slice(0, hostsLookLimit).map((id) => lookAt(app.items, id)?.host ?? ''));
  // Files have none; where the sentence names it already, once is enough.
  const named = [...hosts].filter((host) => host !== '' && !what.includes(host));
  const first = items[0];
  const canRetry = first !== undefined && lookAt(app.items, first)?.state.tag === 'failed';
  return (
    <li>
      <p className={styles.size}>{words.quantities.count(items.length)}</p>
      <div>
        <h3>{what}</h3>
        {named.length === 0 ? null : (
          <p className={styles.hosts}>
            {named.slice(0, hostsShownLimit).join(', ')}{' '}
            {named.length > hostsShownLimit ? text.moreHosts(named.length - hostsShownLimit) : null}
          </p>
        )}
        <p>{todo}</p>
      </div>
      <div className={styles.ways}>
        {canRetry ? (
          <Button icon="retry" onClick={() => app.actions.retryFailed(items)}>
            {items.length === 1 ? text.retryOne : text.retry(items.length)}
          </Button>
        ) : null}
        {failure.code === 'placeholder' ? (
          <Button onClick={app.actions.acceptPlaceholders}>{text.accept}</Button>
        ) : null}
        <CopyButton
          label={text.copy}
          copied={text.copied}
          content={() => items.flatMap((id) => lookAt(app.items, id)?.origin ?? []).join('\n')}
        />
      </div>
    </li>
  );
}
