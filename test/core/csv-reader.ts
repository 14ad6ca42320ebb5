/** RFC 4180 read back, written apart from the writer: one pass over the characters. */
export function readCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const mark = text[at];
    if (quoted) {
      if (mark !== '"') cell += mark;
      else if (text[at + 1] === '"') {
        cell += '"';
        at += 1;
      } else quoted = false;
    } else if (mark === '"') quoted = true;
    else if (mark === ',' || (mark === '\r' && text[at + 1] === '\n')) {
      row.push(cell);
      cell = '';
      if (mark === '\r') {
        rows.push(row);
        row = [];
        at += 1;
      }
    } else cell += mark;
  }
  if (cell !== '' || row.length > 0 || quoted) throw new Error('the text ends inside a row');
  return rows;
}

/** The rule by which a cell that was made harmless is itself again, as the writer documents it. */
export function restoreCell(cell: string): string {
  return /^'+[=+\-@\t\r\n＝＋－＠]/.test(cell) ? cell.slice(1) : cell;
}
