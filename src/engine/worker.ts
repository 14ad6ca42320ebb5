import { expose } from 'comlink';
import { showLife } from './life.ts';
import * as work from './work.ts';

showLife();
expose(work);
