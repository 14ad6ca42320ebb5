/**
 * A function that keeps its last few results: pictures of one list are often of one size, and from one program. Only for
 * functions whose results depend on their arguments alone, and are never written to.
 * @param most results that are kept; when there is one more, the one goes that was asked for longest ago
 * @param toKey text that tells arguments apart
 */
export function remember<Args extends unknown[], Made>(
  most: number,
  toKey: (...args: Args) => string,
  make: (...args: Args) => Made,
): (...args: Args) => Made {
  const kept = new Map<string, Made>();
  return (...args) => {
    const key = toKey(...args);
    const known = kept.get(key);
    const made = known ?? make(...args);
    // Put back, it is the newest again: a map remembers the order in which it was filled.
    kept.delete(key);
    kept.set(key, made);
    for (const oldest of kept.keys()) {
      if (kept.size <= most) break;
      kept.delete(oldest);
    }
    return made;
  };
}

/** The same of objects, each result as long as its object is there. */
export function rememberOf<Given extends object, Made>(make: (given: Given) => Made): (given: Given) => Made {
  const kept = new WeakMap<Given, Made>();
  return (given) => {
    const made = kept.get(given) ?? make(given);
    kept.set(given, made);
    return made;
  };
}
