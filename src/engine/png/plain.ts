import { planMaster, planVariant, turned } from '../../core/geometry.ts';
import type { Head } from '../../core/head.ts';
import type { Recipe } from '../../core/recipe.ts';
import { fitsBoxes, planBox } from './boxes.ts';

/**
 * Whether our own decoder may have a PNG: its pixels mean the same to every decoder (eight bits at most, row after row,
 * and no profile to convert), and after averaging there are not too many of them.
 */
export function isPlainPng(head: Head, { variants }: Pick<Recipe, 'variants'>): boolean {
  const { kind, depth, progressive, profile, width, height, orientation } = head;
  if (kind !== 'png' || depth > 8 || progressive || profile === 'other' || width === 0 || height === 0) return false;
  const source = turned(head, orientation);
  const plans = variants.map((variant) => planVariant(source, variant));
  return fitsBoxes(head, planBox(head, turned(planMaster(source, plans), orientation)));
}
