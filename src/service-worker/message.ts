/** What the page asks of the service worker: to end the wait of a new version, or to keep what the engine cannot do without. */
export type Message = 'take-over' | 'keep-engine';

/** A message from outside is anything. */
export function isMessage(data: unknown): data is Message {
  return data === 'take-over' || data === 'keep-engine';
}
