import type { Notice } from '../../app/view.ts';
import { Button } from '../controls/button.tsx';
import { words } from '../words/words.ts';
import styles from './notices.module.css';

interface NoticesProps {
  notices: readonly Notice[];
  dismiss: (id: string) => void;
}

/** What the whole page has to say. The region is always there: a live region that arrives with its words stays silent. */
export function Notices({ notices, dismiss }: NoticesProps) {
  return (
    <section className={styles.notices} aria-label={words.notices.label} aria-live="polite">
      {notices.map(({ id, tone, text, action, dismissible }) => (
        <div key={id} data-tone={tone}>
          <p>{text}</p>
          {action === null ? null : <Button onClick={action.run}>{action.label}</Button>}
          {dismissible ? (
            <Button weight="quiet" icon="close" label={words.notices.dismiss} onClick={() => dismiss(id)} />
          ) : null}
        </div>
      ))}
    </section>
  );
}
