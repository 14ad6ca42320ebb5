// AssemblyScript: all loops over bytes and samples, in one module with one memory.
export { rewind } from './block.as';
export { emit, pad, prepare, tokenise } from './code.as';
export { stoppedAt, unstuff } from './entropy.as';
export { refineLowest, toSamples } from './lowest.as';
export { toPixels } from './pixels.as';
export { sumAcross, sumRows } from './resample.as';
export { scan } from './scan.as';
