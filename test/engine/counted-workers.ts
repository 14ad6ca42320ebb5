/** In a worker that is an engine: from now on the page hears of each worker that it starts in its turn. */
const Original = globalThis.Worker;

globalThis.Worker = class extends Original {
  constructor(url: string | URL, options?: WorkerOptions) {
    super(url, options);
    self.postMessage({ thread: options?.name });
  }
};
