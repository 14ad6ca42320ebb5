/** What a spreadsheet would run as a formula, full-width twins included, whatever number of `'` stands before it. */
const formula = /^'*[=+\-@\t\r\n＝＋－＠]/;
const special = /[",\r\n]|^\s|\s$/;

/**
 * One row of RFC 4180, with its line end. A cell that a spreadsheet would run as a formula gets a `'` in front. To get
 * the text back, remove one `'` from a cell that matches `^'+[=+\-@\t\r\n＝＋－＠]`: cells that were given like that
 * have one more than they had.
 */
export function toCsvRow(cells: readonly (string | number | null)[]): string {
  return `${cells.map(toCell).join(',')}\r\n`;
}

function toCell(value: string | number | null): string {
  if (value === null) return '';
  const text = `${value}`;
  const harmless = formula.test(text) ? `'${text}` : text;
  return special.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
