import type { Failure } from '../core/failure.ts';
import type { RejectReason, RemarkCode } from '../core/line.ts';
import type { RecipeProblem } from '../core/plan.ts';

/** The sentences that the app itself has to say. They are written in `ui/`, per language, and handed in at the root. */
export interface Words {
  failure(failure: Failure): string;
  reject(reason: RejectReason): string;
  remark(code: RemarkCode): string;
  problem(problem: RecipeProblem): string;
  noImages: string;
  badTemplate: string;
  nothingRenders: string;
  notIsolated: string;
  isolatedByReload: { text: string; action: string };
  update: { text: string; action: string };
  linkedRecipe: { text: string; action: string };
  badLink: string;
  memoryShelf: string;
  shelfFull(neededBytes: number): string;
  resume(done: number, total: number): { text: string; action: string };
}
