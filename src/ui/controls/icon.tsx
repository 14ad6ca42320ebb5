/** Strokes on a 20 × 20 grid, drawn in the colour of the text beside them. */
const paths = {
  add: 'M10 4v12M4 10h12',
  minus: 'M4 10h12',
  close: 'M5 5l10 10M15 5L5 15',
  download: 'M10 3v9.5M6 9l4 4 4-4M4 17h12',
  pause: 'M7.5 4.5v11M12.5 4.5v11',
  play: 'M6.5 4.5l9 5.5-9 5.5z',
  retry: 'M15.5 8A6 6 0 1 0 16 10.5M16 4v4h-4',
  table: 'M3 5h14M3 10h14M3 15h14',
  pictures: 'M3.5 3.5h5.5v5.5H3.5zM11 3.5h5.5v5.5H11zM3.5 11h5.5v5.5H3.5zM11 11h5.5v5.5H11z',
  previous: 'M12.5 4.5L7 10l5.5 5.5',
  next: 'M7.5 4.5L13 10l-5.5 5.5',
  copy: 'M7 7h9.5v9.5H7zM13 7V3.5H3.5V13H7',
  lock: 'M5 9h10v7.5H5zM7 9V6.5a3 3 0 0 1 6 0V9',
  image: 'M3 4h14v12H3zM3 13.5l4-4 3.5 3.5 2.5-2.5 4 4',
  sample: 'M10 2.5l1.9 5.6 5.6 1.9-5.6 1.9L10 17.5l-1.9-5.6L2.5 10l5.6-1.9z',
  find: 'M9 3.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11M13 13l4 4',
  warning: 'M10 3.5l7.5 13h-15zM10 8.5v4M10 14.6v.1',
} as const;

export type IconName = keyof typeof paths;

/** Always beside words or inside a named control, hence hidden from screen readers. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg width="18" height="18" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      <path
        d={paths[name]}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.7"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
