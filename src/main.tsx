import { defaultLimits } from './core/limits.ts';
import { startPage } from './start.ts';

startPage(defaultLimits);
