/** The Huffman table that codes some symbols in the fewest bits (T.81 annex K.2), as a file states it. */
export interface Coding {
  /** How many codes there are of each length, 1–16 bits. */
  counts: Uint8Array;
  /** In the order of their codes. */
  symbols: Uint8Array;
}

/** @param frequencies of the symbols 0–255; at least one of them is used */
export function optimise(frequencies: Uint32Array): Coding {
  const used = [...frequencies.keys()].filter((symbol) => (frequencies[symbol] ?? 0) > 0);
  // Rarest first: a code of ones only is not allowed, so one that nobody uses takes that place.
  used.sort((a, b) => (frequencies[a] ?? 0) - (frequencies[b] ?? 0) || b - a);
  const lengths = toLengths([0, ...used.map((symbol) => frequencies[symbol] ?? 0)]);
  const counts = countLengths(lengths);
  const last = counts.findLastIndex((count) => count > 0);
  counts[last] = (counts[last] ?? 0) - 1;
  return { counts, symbols: Uint8Array.from(used.reverse()) };
}

/** Bits of each code, of weights in rising order: two queues, of single symbols and of pairs, both in rising order. */
function toLengths(weights: readonly number[]): number[] {
  const nodes = [...weights];
  const parents: number[] = [];
  let single = 0;
  let pair = weights.length;
  const takeLeast = (): number => {
    const isSingle = single < weights.length && (pair >= nodes.length || (nodes[single] ?? 0) <= (nodes[pair] ?? 0));
    return isSingle ? single++ : pair++;
  };
  while (nodes.length < 2 * weights.length - 1) {
    const [a, b] = [takeLeast(), takeLeast()];
    parents[a] = parents[b] = nodes.length;
    nodes.push((nodes[a] ?? 0) + (nodes[b] ?? 0));
  }
  const depths = nodes.map(() => 0);
  for (let node = nodes.length - 2; node >= 0; node -= 1) depths[node] = (depths[parents[node] ?? 0] ?? 0) + 1;
  return depths.slice(0, weights.length);
}

/** As many codes of each length, none longer than 16 bits (T.81 figure K.3). */
function countLengths(lengths: readonly number[]): Uint8Array {
  const all = new Array<number>(Math.max(17, ...lengths) + 1).fill(0);
  for (const length of lengths) all[length] = (all[length] ?? 0) + 1;
  const add = (length: number, change: number) => {
    all[length] = (all[length] ?? 0) + change;
  };
  for (let length = all.length - 1; length > 16; length -= 1) {
    while ((all[length] ?? 0) > 0) {
      let shorter = length - 2;
      while ((all[shorter] ?? 0) === 0) shorter -= 1;
      add(length, -2);
      add(length - 1, 1);
      add(shorter + 1, 2);
      add(shorter, -1);
    }
  }
  return Uint8Array.from(all.slice(1, 17));
}

/** For each symbol `code << 8 | length` (T.81 annex C). */
export function toCodes({ counts, symbols }: Coding): Uint32Array {
  const codes = new Uint32Array(256);
  let code = 0;
  let taken = 0;
  for (const [index, count] of counts.entries()) {
    for (const symbol of symbols.subarray(taken, taken + count)) {
      codes[symbol] = (code << 8) | (index + 1);
      code += 1;
    }
    taken += count;
    code <<= 1;
  }
  return codes;
}
