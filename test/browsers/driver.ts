/** A browser with one tab, driven from outside as a person would: the least that the main job needs. */
export interface Driver {
  /** Name and version, for the test's own output. */
  readonly version: string;
  goto(url: string): Promise<void>;
  /** A real click in the middle of the one element that this XPath finds. */
  click(xpath: string): Promise<void>;
  /** Calls a function in the page; what it closes over stays behind, and its answer must be JSON, or a promise of it. */
  evaluate<Args extends unknown[], T>(call: (...args: Args) => T, ...args: Args): Promise<Awaited<T>>;
  /** The file that the page makes the browser download under this name, as soon as it is whole. */
  downloaded(name: string): Promise<Buffer>;
  /** Ends the browser and all that was started or written for it. */
  close(): Promise<void>;
}
