import type { Head } from '../../core/head.ts';

/** Whether the pixels mean the same to every decoder: eight bits at most, row after row, and no profile to convert. */
export function isPlainPng({ kind, depth, progressive, profile, width, height }: Head): boolean {
  return kind === 'png' && depth <= 8 && !progressive && profile !== 'other' && width > 0 && height > 0;
}
