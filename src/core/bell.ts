/** Wakes everyone who waits for "something changed"; each then looks for itself whether it concerns them. */
export interface Bell {
  ring(): void;
  heard(): Promise<void>;
}

export function createBell(): Bell {
  let sleepers: (() => void)[] = [];
  return {
    ring() {
      const woken = sleepers;
      sleepers = [];
      for (const wake of woken) wake();
    },
    heard: () => new Promise((resolve) => sleepers.push(resolve)),
  };
}
