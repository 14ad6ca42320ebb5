import type { Rendering } from '../core/ports.ts';
import type { Picture, RenderRequest } from './render.ts';

export async function drawOnCanvas(_request: RenderRequest): Promise<Rendering<Picture>> {
  throw new Error('canvas');
}
