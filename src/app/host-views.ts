import type { Board } from '../core/board.ts';
import type { Host, Hosts } from '../core/hosts.ts';
import type { Job } from '../core/job.ts';
import type { Access } from '../sources/url.ts';
import type { HostView, Phase } from './view.ts';

/** What is looked at: a part of an `Execution`. */
export interface Watched {
  readonly board: Board;
  readonly origins: Hosts;
  readonly shelf: { readonly plan: { readonly job: Job } };
  phase(): Phase;
}

/** While a run is on, hosts are summed up anew after so long at the earliest: nobody reads a table sixty times a second. */
const refreshMs = 250;

/** The line that lets pages of every site read a host's pictures. */
const openHeader = 'Access-Control-Allow-Origin: *';

/** The hosts of a run, those with most items first. Between two looks that come too soon after each other it is the same value. */
export function createHostViews() {
  let watched: Watched | null = null;
  let index = toIndex([]);
  let lookedAtMs = 0;
  let views: readonly HostView[] = [];

  return {
    look(run: Watched, access: (host: string) => Access, nowMs: number): readonly HostView[] {
      if (run !== watched) {
        watched = run;
        index = toIndex(run.shelf.plan.job.items);
      } else if (run.phase() === 'running' && nowMs < lookedAtMs + refreshMs) return views;
      lookedAtMs = nowMs;
      const sums = sumUp(index, run.board);
      views = index.names.map((name, at) => {
        const host = run.origins.get(name);
        const reading = access(name);
        const pausedForMs = Math.max(0, host.pausedUntilMs - nowMs);
        return {
          host: name,
          total: index.totals[at] ?? 0,
          done: sums.done[at] ?? 0,
          failed: sums.failed[at] ?? 0,
          allowed: host.allowed,
          pausedForMs,
          verdict: toVerdict(host, run.origins, reading, pausedForMs),
          missingHeader: reading === 'relayed' || reading === 'blocked' ? openHeader : null,
        };
      });
      return views;
    },
  };
}

/** Which host each item is of: counted once a run, so that summing up is a walk through two arrays of numbers. */
interface Index {
  names: readonly string[];
  totals: readonly number[];
  /** By item id: the place of its host among the names, or -1 for a file. */
  hostOf: Int32Array;
}

function toIndex(items: Job['items']): Index {
  const totals = new Map<string, number>();
  for (const { origin } of items) {
    if (origin.kind === 'url') totals.set(origin.host, (totals.get(origin.host) ?? 0) + 1);
  }
  const ordered = [...totals].sort(([, a], [, b]) => b - a);
  const places = new Map(ordered.map(([name], place) => [name, place]));
  return {
    names: ordered.map(([name]) => name),
    totals: ordered.map(([, total]) => total),
    hostOf: Int32Array.from(items, ({ origin }) => (origin.kind === 'url' ? (places.get(origin.host) ?? -1) : -1)),
  };
}

function sumUp({ names, hostOf }: Index, { states }: Board) {
  const done = new Int32Array(names.length);
  const failed = new Int32Array(names.length);
  for (let id = 0; id < hostOf.length; id++) {
    const tag = states[id]?.tag;
    const sums = tag === 'done' ? done : tag === 'failed' ? failed : null;
    const at = hostOf[id] ?? -1;
    if (sums !== null && at >= 0) sums[at] = (sums[at] ?? 0) + 1;
  }
  return { done, failed };
}

/** Failures to reach it, and nothing else, from which on a host is shown as down; the run itself gives it more chances. */
const downTries = 2;

/** The first that is true, the most pressing first. */
function toVerdict(host: Host, hosts: Hosts, access: Access, pausedForMs: number): HostView['verdict'] {
  if (host.limited && pausedForMs > 0) return 'limited';
  if (access === 'blocked') return 'blocked';
  if (hosts.isDown(host) || (host.succeeded === 0 && host.silent >= downTries)) return 'down';
  if (hosts.isSlow(host)) return 'slow';
  if (access === 'relayed') return 'relayed';
  return access === 'open' ? 'open' : 'untried';
}
