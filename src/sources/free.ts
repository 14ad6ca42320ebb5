/**
 * Gives memory back now. The garbage collector would come for it seconds later, and a body without an end leaves as much as
 * half again of what one source may have. Browsers before 2024 have no `transfer`, and wait.
 */
export function free(buffer: ArrayBuffer): void {
  buffer.transfer?.(0);
}
