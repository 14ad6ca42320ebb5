import { startPage } from '../../src/start.ts';
import { soakLimits } from './limits.ts';

/** The entry of the soaked page: the product, with shorter limits. */
startPage(soakLimits);
