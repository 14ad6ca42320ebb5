import type { ItemsView } from '../../app/view.ts';
import type { Made, OutputFile } from '../../core/item.ts';
import { formats } from '../../formats/index.ts';
import { Button } from '../controls/button.tsx';
import { words } from '../words/words.ts';
import styles from './detail.module.css';
import { usePictureUrl } from './picture.ts';

const text = words.detail;

/** Pixels: beside wider pictures there is no room for words. */
const besideLimit = 240;

interface OutputProps {
  items: ItemsView;
  id: number;
  index: number;
  made: Made;
  output: OutputFile;
}

/** One thumbnail: itself at true size, and its numbers. */
export function Output({ items, id, index, made, output }: OutputProps) {
  const url = usePictureUrl(items, id, index, made);
  const { name, width, height, byteLength, format, note } = output;
  return (
    <li data-large={width > besideLimit}>
      <div className={styles.ground}>
        {url === null ? (
          <span className={styles.soft} style={{ width, height }} />
        ) : (
          <img src={url} alt={name} width={width} height={height} />
        )}
      </div>
      <div>
        <h4>{name}</h4>
        <p className={styles.soft}>
          {width} × {height} · {words.quantities.bytes(byteLength)} · {formats[format].label}
        </p>
        {note === null ? null : <p className={styles.note}>{note}</p>}
        <Button
          weight="quiet"
          icon="download"
          aria-label={text.download(name)}
          disabled={url === null}
          onClick={() => url !== null && save(url, name)}
        >
          {text.save}
        </Button>
      </div>
    </li>
  );
}

/** An ordinary browser download of what is on screen. */
function save(url: string, name: string) {
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
}
