/** The decoded path of a request, without its first slash; what does not decode stays as it came. */
export function toDecodedPath(requestUrl: string | undefined): string {
  const [path = ''] = (requestUrl ?? '/').split('?');
  try {
    return decodeURIComponent(path.slice(1));
  } catch {
    return path.slice(1);
  }
}
