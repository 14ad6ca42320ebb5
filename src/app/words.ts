import type { Failure } from '../core/failure.ts';
import type { RejectReason, RemarkCode } from '../core/line.ts';
import type { RecipeProblem } from '../core/plan.ts';
import type { Detour } from '../engine/detours.ts';

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
  /** wasm-vips did not come up in time, and the canvas draws in its place. */
  vipsHangs: string;
  isolatedByReload: { text: string; action: string };
  update: { text: string; action: string };
  linkedRecipe: { text: string; action: string };
  badLink: string;
  memoryShelf: string;
  shelfFull(neededBytes: number): string;
  /** An offer to go on with an interrupted run. */
  resume(done: number, total: number): { text: string; action: string };
  /** What the user has to give again before it can go on: files of theirs, and the upload address if it held a secret. */
  resumeNeeds(files: readonly string[], address: boolean): string;
  /** An offer to look at the last run again. */
  lastRun(total: number): { text: string; action: string };
  /** An offer was closed: whether the run may be deleted. */
  discard(total: number): { text: string; action: string };
  runElsewhere(done: number, total: number): string;
  offline: string;
  /** A route is not taken any more, and what that means for the thumbnails. */
  detour(detour: Detour): string;
}
