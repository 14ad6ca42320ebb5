import type { Notice } from './view.ts';

/** The sentences that stand above the page until they are dealt with; one per id. */
export interface Notices {
  all(): readonly Notice[];
  show(notice: Notice): void;
  drop(id: string): void;
}

export function createNotices(onChange: () => void): Notices {
  let notices: readonly Notice[] = [];
  const set = (next: readonly Notice[]) => {
    notices = next;
    onChange();
  };
  return {
    all: () => notices,
    show: (notice) => set([...notices.filter(({ id }) => id !== notice.id), notice]),
    drop: (id) => set(notices.filter((notice) => notice.id !== id)),
  };
}
