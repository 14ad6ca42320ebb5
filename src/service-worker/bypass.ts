/** Static routing, as far as it is used here; Chromium only, so far. */
interface Router {
  addRoutes(rules: { condition: Place | { not: Place }; source: 'network' | 'fetch-event' }[]): Promise<void>;
}

interface Place {
  urlPattern: { protocol: string; hostname: string; port: string; pathname: string };
}

/**
 * Tells the browser not to ask the service worker about anything but the files of the page: a run of 10,000 downloads
 * would wake it 10,000 times, only to hear that it has nothing to say. Browsers that know no routes go on asking.
 * @param event of the installation
 * @param scope the folder of the page, ending in a slash
 */
export async function bypass(event: object, scope: string): Promise<void> {
  if (!isRouter(event)) return;
  const { protocol, hostname, port, pathname } = new URL(scope);
  const below = (path: string): Place => ({
    urlPattern: { protocol: protocol.slice(0, -1), hostname, port, pathname: `${toLiteral(pathname)}${path}` },
  });
  await event
    .addRoutes([
      { condition: below('relay*'), source: 'network' },
      { condition: { not: below('*') }, source: 'network' },
    ])
    // Without routes all works as well, only not as lightly.
    .catch(() => {});
}

function isRouter(event: object): event is Router {
  return 'addRoutes' in event;
}

/** A path as a pattern of itself alone. */
function toLiteral(path: string): string {
  return path.replace(/[\\.+*?^${}()[\]|:]/g, '\\$&');
}
