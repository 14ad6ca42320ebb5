import { cpuMs } from './processes.ts';

/** One way of doing the same work. */
export interface Contender {
  name: string;
  /** What has to be done before each turn, and is not measured. */
  prepare?(): Promise<void>;
  run(): Promise<void>;
}

/** How fast a contender was against the first one: the ratio of throughputs, above 1 is faster. */
export interface Comparison {
  name: string;
  /** Median of the ratios, one from each round. */
  ratio: number;
  lowest: number;
  highest: number;
  /**
   * The same of the processor time that was spent, by all processes: on a machine whose cores are all busy, throughput
   * is what this says, and other programs that happen to run disturb it less.
   */
  cpuRatio: number;
  /** Median of its own times. Says little: machines are noisy, and ratios travel. */
  medianMs: number;
}

/**
 * Lets contenders take turns, so that whatever else the machine does hits all of them, and compares them round by
 * round with the first one, the reference. The round that warms everything up does not count.
 */
export async function compare(contenders: readonly Contender[], rounds: number): Promise<Comparison[]> {
  const spent = await takeTurns(contenders, rounds);
  const [reference = []] = spent;
  return contenders.map(({ name }, index) => {
    const own = spent[index] ?? [];
    const ratiosOf = (what: keyof Spent) =>
      own.map((cost, round) => (reference[round]?.[what] ?? Number.NaN) / cost[what]);
    const ratios = ratiosOf('wallMs');
    return {
      name,
      ratio: median(ratios),
      lowest: Math.min(...ratios),
      highest: Math.max(...ratios),
      cpuRatio: median(ratiosOf('processorMs')),
      medianMs: median(own.map(({ wallMs }) => wallMs)),
    };
  });
}

/** What one contender spent in one round. */
export interface Spent {
  wallMs: number;
  /** Of all processes together. */
  processorMs: number;
}

/** What each contender spent in each round, one after the other round by round; the first round does not count. */
export async function takeTurns(contenders: readonly Contender[], rounds: number): Promise<Spent[][]> {
  const spent: Spent[][] = contenders.map(() => []);
  for (let round = -1; round < rounds; round++) {
    for (const [index, contender] of contenders.entries()) {
      const cost = await measure(contender);
      if (round >= 0) spent[index]?.push(cost);
    }
  }
  return spent;
}

async function measure({ prepare, run }: Contender): Promise<Spent> {
  await prepare?.();
  const startCpuMs = cpuMs();
  const startMs = performance.now();
  await run();
  return { wallMs: performance.now() - startMs, processorMs: cpuMs() - startCpuMs };
}

/** Of two in the middle their mean; `NaN` of nothing. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/** A table in Markdown, ready for the readme. */
export function toTable(title: string, comparisons: readonly Comparison[]): string {
  const rows = comparisons.map(
    ({ name, ratio, lowest, highest, cpuRatio, medianMs }) =>
      `| ${name} | ${ratio.toFixed(2)} | ${lowest.toFixed(2)}–${highest.toFixed(2)} | ${cpuRatio.toFixed(2)} | ${Math.round(medianMs)} |`,
  );
  return [
    `\n${title}\n`,
    '| | speed | spread | per processor time | median ms |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}
