/** Wakes those who wait for "something changed"; each then looks for itself whether it concerns them. */
export interface Bell {
  /** Whether anyone would hear it. */
  readonly awaited: boolean;
  /** Wakes everyone. */
  ring(): void;
  /** Wakes the one who has waited longest; whoever is woken so passes it on as long as there is something for others. */
  ringOne(): void;
  heard(): Promise<void>;
}

export function createBell(): Bell {
  let sleepers: (() => void)[] = [];
  return {
    get awaited() {
      return sleepers.length > 0;
    },
    ring() {
      const woken = sleepers;
      sleepers = [];
      for (const wake of woken) wake();
    },
    ringOne() {
      sleepers.shift()?.();
    },
    heard: () => new Promise((resolve) => sleepers.push(resolve)),
  };
}
