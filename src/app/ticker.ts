/** The entry of a worker that says once a second that time passes. Browsers slow down the timers of hidden pages, not of their workers. */
setInterval(() => self.postMessage(null), 1000);
