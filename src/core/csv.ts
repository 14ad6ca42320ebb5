/** What a spreadsheet would run as a formula, full-width twins included, whatever number of `'` stands before it. */
const formula = /^'*[=+\-@\t\r\n＝＋－＠]/;
const special = /[",\r\n]|^\s|\s$/;

/**
 * One row of RFC 4180, with its line end. A text that a spreadsheet would run as a formula gets a `'` in front; numbers
 * are sizes and counts, never negative.
 *
 * To get a text back, remove one `'` from a cell that matches `^'+[=+\-@\t\r\n＝＋－＠]`: a text that looked like this
 * from the beginning has one more than it had.
 */
export function toCsvRow(cells: readonly (string | number | null)[]): string {
  return `${cells.map(toCell).join(',')}\r\n`;
}

function toCell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return `${value}`;
  const harmless = formula.test(value) ? `'${value}` : value;
  return special.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
