// AssemblyScript: all loops over bytes and samples, in one module with one memory.
export { emit, pad, prepare, tokenise } from './code.as';
export { sumAcross, sumRows } from './resample.as';
export { refineLowest, rewind, scan, scanLowest, stoppedAt, toPixels, toSamples, unstuff } from './scan.as';
