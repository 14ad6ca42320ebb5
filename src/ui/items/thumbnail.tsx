import type { ItemsView } from '../../app/view.ts';
import type { Made } from '../../core/item.ts';
import styles from './grid.module.css';
import { bestOutput } from './layout.ts';
import { usePictureUrl } from './picture.ts';

interface ThumbnailProps {
  items: ItemsView;
  id: number;
  made: Made | null;
  /** CSS pixels. */
  sizePx: number;
}

/** An item's picture, of the bytes that we made. The name beside it says what it is. */
export function Thumbnail({ items, id, made, sizePx }: ThumbnailProps) {
  const output = made === null ? null : bestOutput(made.outputs, sizePx * devicePixelRatio);
  const url = usePictureUrl(items, id, output, made);
  if (url === null) return <span className={styles.blank} />;
  return <img className={styles.image} src={url} alt="" decoding="async" draggable={false} />;
}
