import { readdirSync, readFileSync } from 'node:fs';

/** Processes below this one, in Linux' `/proc`. Empty elsewhere. */
function descendants(ancestor: number): number[] {
  const stats = readStats();
  const below = (parent: number): number[] =>
    stats.flatMap((stat) => (stat.parent === parent ? [stat.pid, ...below(stat.pid)] : []));
  return below(ancestor);
}

/** Processor time so far, in milliseconds, of this process and all below it. Steps of 10 ms. */
export function cpuMs(): number {
  const wanted = new Set(familyOf(process.pid));
  return readStats().reduce((sum, { pid, ticks }) => (wanted.has(pid) ? sum + ticks * tickMs : sum), 0);
}

/** Linux has counted in hundredths of seconds for user space since 2.6, whatever the kernel's own tick. */
const tickMs = 10;

/** This process and all below it: a browser with all its helpers. Alone where there is no `/proc`. */
export function familyOf(pid: number): number[] {
  return [pid, ...descendants(pid)];
}

/** Memory in bytes of these processes; pages that several share are counted once, in parts (PSS). */
export function memoryBytes(pids: readonly number[]): number {
  return pids.reduce((sum, pid) => sum + 1024 * Number(/^Pss: +(\d+)/m.exec(read(`${pid}/smaps_rollup`))?.[1] ?? 0), 0);
}

/** The same with shared pages counted for each process (RSS), as task managers add them up. */
export function residentBytes(pids: readonly number[]): number {
  return pids.reduce((sum, pid) => sum + 1024 * Number(/^Rss: +(\d+)/m.exec(read(`${pid}/smaps_rollup`))?.[1] ?? 0), 0);
}

/** What Chromium has a process for: `browser`, `renderer`, `gpu-process`, `network.mojom.NetworkService`, … */
export function purposeOf(pid: number): string {
  const command = read(`${pid}/cmdline`);
  return /--utility-sub-type=([\w.]+)/.exec(command)?.[1] ?? /--type=([\w-]+)/.exec(command)?.[1] ?? 'browser';
}

function readStats(): { pid: number; parent: number; ticks: number }[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      // The second field is the name in brackets, which may hold anything.
      const fields = read(`${name}/stat`).split(') ').at(-1)?.split(' ') ?? [];
      const [, parent = 0] = fields.map(Number);
      return parent > 0 ? [{ pid: Number(name), parent, ticks: Number(fields[11]) + Number(fields[12]) }] : [];
    });
}

/** Processes may end at any moment. */
function read(path: string): string {
  try {
    return readFileSync(`/proc/${path}`, 'utf8');
  } catch {
    return '';
  }
}
