import type { Rendering } from '../core/ports.ts';
import type { PixelLimits } from './admit.ts';
import type { Handles } from './handles.ts';
import type { Picture, RenderRequest } from './render.ts';
import type { VipsApi } from './vips.ts';

export async function drawAnimation(
  _vips: VipsApi,
  _request: RenderRequest,
  _limits: PixelLimits,
  _handles: Handles,
): Promise<Rendering<Picture>> {
  throw new Error('animation');
}
