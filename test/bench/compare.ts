/** One way of doing the same work. */
export interface Contender {
  name: string;
  run(): Promise<void>;
}

/** How fast a contender was against the first one: the ratio of throughputs, above 1 is faster. */
export interface Comparison {
  name: string;
  /** Median of the ratios, one from each round. */
  ratio: number;
  lowest: number;
  highest: number;
  /** Median of its own times. Says little: machines are noisy, and ratios travel. */
  medianMs: number;
}

/**
 * Lets contenders take turns, so that whatever else the machine does hits all of them, and compares them round by
 * round with the first one, the reference. The round that warms everything up does not count.
 */
export async function compare(contenders: readonly Contender[], rounds: number): Promise<Comparison[]> {
  const times: number[][] = contenders.map(() => []);
  for (let round = -1; round < rounds; round++) {
    for (const [index, contender] of contenders.entries()) {
      const startMs = performance.now();
      await contender.run();
      if (round >= 0) times[index]?.push(performance.now() - startMs);
    }
  }
  const [reference = []] = times;
  return contenders.map(({ name }, index) => {
    const own = times[index] ?? [];
    const ratios = own.map((ms, round) => (reference[round] ?? Number.NaN) / ms);
    return {
      name,
      ratio: median(ratios),
      lowest: Math.min(...ratios),
      highest: Math.max(...ratios),
      medianMs: median(own),
    };
  });
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/** A table in Markdown, ready for the readme. */
export function toTable(title: string, comparisons: readonly Comparison[]): string {
  const rows = comparisons.map(
    ({ name, ratio, lowest, highest, medianMs }) =>
      `| ${name} | ${ratio.toFixed(2)} | ${lowest.toFixed(2)}–${highest.toFixed(2)} | ${Math.round(medianMs)} |`,
  );
  return [`\n${title}\n`, '| | speed | spread | median ms |', '| --- | --- | --- | --- |', ...rows, ''].join('\n');
}
