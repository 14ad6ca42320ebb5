/** What is to be done in the page. */
interface Pressing {
  finished: string;
  then: string | null;
}

/** A tab of Playwright's, or of a browser that Playwright does not drive. */
interface Tab {
  evaluate(call: (pressing: Pressing) => Promise<void>, pressing: Pressing): Promise<void>;
}

/**
 * Presses the page's button and resolves when so many images are done; `then` is pressed as soon as they are. In the page
 * itself: a locator looks for the roles of the whole page many times a second, waits for things to stand still, and does
 * so on the same two cores.
 */
export async function makeThumbnails(page: Tab, images: number, then: 'Download zip' | null): Promise<void> {
  await page.evaluate(press, { finished: `Finished: ${images} done`, then });
}

async function press({ finished, then }: Pressing): Promise<void> {
  const press = (name: string) =>
    [...document.querySelectorAll('button')].find(({ textContent }) => textContent === name)?.click();
  const statusBecomes = (start: string) =>
    new Promise<void>((resolve) => {
      const observer = new MutationObserver(() => {
        const statuses = [...document.querySelectorAll('[role=status]')];
        if (!statuses.some(({ textContent }) => textContent?.startsWith(start))) return;
        observer.disconnect();
        resolve();
      });
      observer.observe(document.body, { subtree: true, childList: true, characterData: true });
    });
  const running = statusBecomes('Running');
  press('Make thumbnails');
  await running;
  await statusBecomes(finished);
  if (then !== null) press(then);
}
