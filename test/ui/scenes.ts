import type { HostView, Notice } from '../../src/app/view.ts';
import type { Failure } from '../../src/core/failure.ts';
import type { ItemState } from '../../src/core/item.ts';
import { done, type FakeApp, failed, madeOf, originOf, waiting } from './fake-app.ts';

const notFound: Failure = { code: 'http', status: 404, retryAfterMs: null };
const blocked: Failure = { code: 'blocked-by-cors', host: 'archive.example.net' };
const slow: Failure = { code: 'timed-out', stage: 'headers', afterMs: 20_000 };
const page: Failure = { code: 'not-an-image', found: 'a web page (HTML)' };

const standIn: Failure = {
  code: 'placeholder',
  evidence: { kind: 'repeated', addresses: 4, first: 'https://cdn.example.org/none.jpg' },
};

const host = (name: string, verdict: HostView['verdict'], total: number, doneCount: number): HostView => ({
  host: name,
  verdict,
  total,
  done: doneCount,
  failed: verdict === 'blocked' ? total - doneCount : 0,
  allowed: 6,
  pausedForMs: verdict === 'limited' ? 12_000 : 0,
  missingHeader: verdict === 'blocked' ? 'Access-Control-Allow-Origin: *' : null,
});

const someHosts = [
  host('photos.example.com', 'open', 9, 6),
  host('cdn.example.org', 'limited', 9, 4),
  host('archive.example.net', 'blocked', 8, 2),
];

const notice: Notice = {
  id: 'resume',
  tone: 'info',
  text: 'An earlier run stopped at 7312 of 10000 images.',
  action: { label: 'Resume that run', run: () => {} },
  dismissible: true,
};

function fillList(app: FakeApp, count: number) {
  const lines = Array.from({ length: count }, (_, id) => originOf(id));
  app.show({
    blocked: null,
    list: {
      text: `${lines.join('\n')}\nnot a link\n`,
      files: [
        { id: 'a', name: 'scan-0041.tiff', byteLength: 8_412_000 },
        { id: 'b', name: 'portrait of a very long name that does not fit.png', byteLength: 1_240_300 },
      ],
      images: count + 2,
      duplicates: 2,
      hosts: [
        { host: 'photos.example.com', images: 9 },
        { host: 'cdn.example.org', images: 9 },
        { host: 'archive.example.net', images: 8 },
      ],
      rejects: [{ line: count + 1, text: 'not a link', reason: 'This is not a link.' }],
      rejected: 1,
      remarks: [{ line: 3, remark: 'https:// was added in front.' }],
      canUndo: false,
    },
  });
}

function stateAt(id: number, settled: number): ItemState {
  if (id >= settled + 8) return waiting;
  if (id >= settled + 4) return { tag: 'opening', attempt: id % 3 === 0 ? 2 : 1 };
  if (id >= settled + 2) return { tag: 'rendering', attempt: 1 };
  if (id >= settled) return { tag: 'delivering', attempt: 1, made: madeOf(id) };
  // Always one of the host that is blocked.
  if (id % 15 === 5) return failed(blocked);
  if (id % 23 === 7) return failed(notFound);
  return done(id);
}

const pace = {
  elapsedMs: 6_400,
  imagesPerSecond: 14.2,
  bytesPerSecond: 3_120_000,
  remainingMs: 74_000,
  hasFiles: true,
  hosts: someHosts,
};

/** `total` items under way, the first `settled` with their fate. */
export function showRunning(app: FakeApp, total = 26, settled = 12) {
  fillList(app, Math.min(total, 24));
  app.setStates(
    Array.from({ length: total }, (_, id) => stateAt(id, settled)),
    {
      ...pace,
      phase: 'running',
      bottleneck: 'network',
      stages: {
        open: { active: 4, width: 24, passed: settled + 4 },
        render: { active: 2, width: 2, passed: settled + 2 },
        deliver: { active: 2, width: 6, passed: settled },
      },
    },
  );
}

/** All done but two. */
export function showFinished(app: FakeApp, total = 26) {
  fillList(app, 24);
  const states = Array.from({ length: total }, (_, id) => done(id));
  states[5] = failed(notFound);
  states[17] = failed(slow);
  app.setStates(states, { ...pace, phase: 'finished', remainingMs: null, bottleneck: 'none' });
}

/** Most of it went wrong, for several reasons. */
export function showFailing(app: FakeApp) {
  fillList(app, 24);
  app.show({ notices: [notice] });
  const causes = [notFound, slow, page];
  app.setStates(
    Array.from({ length: 26 }, (_, id): ItemState => {
      if (id === 25) return { tag: 'skipped', failure: standIn };
      if (id === 24) return { tag: 'cancelled', made: null };
      if (id % 3 === 0) return done(id);
      return failed(id % 3 === 2 ? blocked : (causes[(id % 5) % causes.length] ?? notFound));
    }),
    { ...pace, phase: 'finished', remainingMs: null, stale: { kept: 24, missing: 54 } },
  );
}

/** The first image, tried, of a list of 26. */
export async function showTried(app: FakeApp) {
  fillList(app, 24);
  const { source, outputs } = madeOf(0);
  const picture = await app.items.picture(0, 0);
  if (picture === null) throw new Error('The fake app has no picture.');
  const blob = new Blob([picture.bytes], { type: picture.mime });
  app.show({
    trial: {
      tag: 'done',
      origin: originOf(0),
      recipe: app.view().recipe,
      source,
      original: blob,
      pictures: outputs.map((output) => ({ ...output, blob })),
      openMs: 180,
      renderMs: 42,
      expected: { images: 26, byteLength: 331_000, ms: 2_300 },
    },
  });
}

/** A list, typed and not yet run. */
export function showTyped(app: FakeApp) {
  fillList(app, 24);
  app.show({ preset: 'custom', destination: { kind: 'put', template: 'https://storage.example.com/{file}' } });
}
