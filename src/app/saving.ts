/** Starts an ordinary browser download of a blob. */
export function saveBlob(blob: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  // The browser has taken hold of the blob once the download has begun; a minute is more than it needs for that.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
