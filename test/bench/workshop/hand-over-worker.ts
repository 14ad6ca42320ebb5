import { expose } from 'comlink';
import { defaultLimits } from '../../../src/core/limits.ts';
import { defaultRecipe } from '../../../src/core/recipe.ts';
import { sniff } from '../../../src/core/sniff.ts';
import * as work from '../../../src/engine/work.ts';
import { createFetchWhole } from '../../../src/sources/fetch-whole.ts';
import { createSharedBuffers } from '../../../src/sources/shared-buffers.ts';

// The best that a download is known to be, so that the ways differ only in who does it.
const buffers = createSharedBuffers();
const fetchWhole = createFetchWhole(buffers, (input, init) => fetch(input, init));
const never = new AbortController().signal;

/** The pictures go back as the product's do. Rejects if there are none. */
async function renderBytes(bytes: Uint8Array) {
  const judged = sniff(bytes);
  if (judged.is !== 'image') throw new Error(judged.is);
  const answer = await work.render({ bytes, head: judged.head, recipe: defaultRecipe, without: [] });
  if (!answer.result?.ok) throw new Error(JSON.stringify(answer.result));
  return answer;
}

async function renderUrl(url: string) {
  const fetched = await fetchWhole(url, { limitBytes: defaultLimits.sourceBytes, signal: never, heard() {} });
  if (fetched.tag !== 'whole') throw new Error(`${url}: ${fetched.tag}`);
  const answer = await renderBytes(fetched.bytes);
  buffers.give(fetched.bytes.buffer);
  return answer;
}

const engine = {
  start: work.start,
  renderBytes,
  renderBlob: async (blob: Blob) => renderBytes(new Uint8Array(await blob.arrayBuffer())),
  renderUrl,
};

/** An engine that takes an image in whatever way it comes. */
export type HandOverEngine = typeof engine;

expose(engine);
