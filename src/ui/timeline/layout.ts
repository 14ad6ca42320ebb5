import { type Lane, stages, type Trace } from '../../core/trace.ts';
import type { Stage } from '../../core/walk.ts';

/** CSS pixels. */
export interface Row {
  lane: Lane;
  top: number;
  height: number;
}

/** The lanes of one stage, below their title. */
export interface Group {
  stage: Stage;
  top: number;
  rows: readonly Row[];
}

export interface Layout {
  groups: readonly Group[];
  height: number;
}

/** Room for the moments above the lanes, and for a title above each group. */
export const axisHeight = 22;
export const titleHeight = 24;
const groupGap = 10;

/** The workers are what the picture is about. A hundred connections share the room of a dozen. */
const rooms: Record<Stage, { height: number; least: number; most: number }> = {
  open: { height: 168, least: 2, most: 10 },
  render: { height: 176, least: 14, most: 26 },
  deliver: { height: 84, least: 4, most: 12 },
};

/** Stages that have done something, in the order of the work. */
export function toLayout(trace: Trace): Layout {
  const groups: Group[] = [];
  let top = axisHeight;
  for (const stage of stages) {
    const lanes = trace.lanes[stage];
    if (lanes.length === 0) continue;
    const { height, least, most } = rooms[stage];
    const pitch = Math.floor(Math.min(most, Math.max(least, height / lanes.length)));
    const gap = pitch >= 4 ? 1 : 0;
    const rows = lanes.map((lane, index) => ({
      lane,
      top: top + titleHeight + index * pitch,
      height: pitch - gap,
    }));
    groups.push({ stage, top, rows });
    top += titleHeight + lanes.length * pitch + groupGap;
  }
  return { groups, height: Math.max(axisHeight + titleHeight, top) };
}

/** The row at that height, and in the thin gaps the one above. */
export function rowAt({ groups }: Layout, y: number): Row | null {
  for (const { rows } of groups) {
    const row = rows.find(({ top, height }) => y >= top && y < top + height + 1);
    if (row !== undefined) return row;
  }
  return null;
}
