import type { Budget } from './budget.ts';
import { downloadsOf, type Schedule } from './schedule.ts';

export type Stage = 'open' | 'render' | 'deliver';

/** What a lane asks for its next piece of work. */
interface Supply<Work> {
  poll(): Work | null;
  ready(): Promise<boolean>;
}

/** How the lanes of a stage walk through their work, each doing one thing at a time. */
export function createWalk(
  options: { schedule: Schedule; signal: AbortSignal; resumed(): Promise<void> },
  budget: Budget,
) {
  const { schedule, resumed, signal } = options;
  const { most, spare } = downloadsOf(schedule);
  const widths: Record<Stage, number> = { ...schedule, open: most + spare };

  const lanes = async <Work>(stage: Stage, take: () => Promise<Work | null>, act: (work: Work) => Promise<void>) => {
    const walkLane = async () => {
      for (let work = await take(); work !== null; work = await take()) await act(work);
    };
    await Promise.all(Array.from({ length: widths[stage] }, walkLane));
  };

  return {
    /** Until the supply has ended, waiting for work where there is none yet. */
    steadily<Work>(stage: Stage, supply: Supply<Work>, act: (work: Work) => Promise<void>) {
      const take = async () => {
        for (;;) {
          if (stage === 'open') await budget.room();
          if (!(await supply.ready())) return null;
          await resumed();
          // While this lane waited for work, others may have filled the room.
          if (stage === 'open' && !budget.hasRoom() && !signal.aborted) continue;
          const work = supply.poll();
          if (work !== null) return work;
          if (signal.aborted) return null;
        }
      };
      return lanes(stage, take, act);
    },
    /** Only what is there now, and as much of it as there is room for. */
    lot<Work>(stage: Stage, supply: Supply<Work>, act: (work: Work) => Promise<void>) {
      const take = async () => {
        await resumed();
        return stage === 'open' && !budget.hasRoom() ? null : supply.poll();
      };
      return lanes(stage, take, act);
    },
  };
}
