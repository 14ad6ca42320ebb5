import { createRandom } from '../photos/random.ts';

export interface Mutant {
  name: string;
  bytes: Uint8Array;
}

type Random = () => number;
type Mutation = (bytes: Uint8Array, random: Random, other: Uint8Array) => Uint8Array;

/** What happens to files: on bad disks, on bad lines, in bad programs, and in the hands of people who mean harm. */
const mutations: Record<string, Mutation> = {
  'bits flipped': (bytes, random) => edit(bytes, 1 + Math.floor(random() * 16), random, bytes.length),
  'header edited': (bytes, random) => edit(bytes, 1 + Math.floor(random() * 4), random, Math.min(bytes.length, 512)),
  truncated: (bytes, random) => bytes.slice(0, Math.floor(random() * bytes.length)),
  'spliced into another': (bytes, random, other) =>
    join(bytes.subarray(0, Math.floor(random() * bytes.length)), other.subarray(Math.floor(random() * other.length))),
  'a piece missing': (bytes, random) => {
    const at = Math.floor(random() * bytes.length);
    return join(bytes.subarray(0, at), bytes.subarray(at + 1 + Math.floor(random() * 256)));
  },
  'a number made extreme': (bytes, random) => {
    const mutant = bytes.slice();
    const at = Math.floor(random() * Math.min(bytes.length, 2048));
    mutant.fill(random() < 0.5 ? 0xff : 0, at, at + ([1, 2, 4][Math.floor(random() * 3)] ?? 1));
    return mutant;
  },
};

/** Mutant number `index` of this file: the same for the same arguments, on every machine. */
export function mutate(name: string, bytes: Uint8Array, other: Uint8Array, index: number): Mutant {
  const random = createRandom(index);
  const kinds = Object.entries(mutations);
  const [kind, mutation] = kinds[index % kinds.length] as [string, Mutation];
  return { name: `${name}, ${kind} (${index})`, bytes: mutation(bytes, random, other) };
}

function edit(bytes: Uint8Array, count: number, random: Random, within: number): Uint8Array {
  const mutant = bytes.slice();
  for (let done = 0; done < count; done += 1) {
    const at = Math.floor(random() * within);
    mutant[at] = (mutant[at] ?? 0) ^ (1 << Math.floor(random() * 8));
  }
  return mutant;
}

function join(start: Uint8Array, end: Uint8Array): Uint8Array {
  const joined = new Uint8Array(start.length + end.length);
  joined.set(start);
  joined.set(end, start.length);
  return joined;
}
