import { expose } from 'comlink';
import { takeBallast } from './ballast.ts';
import { showLife } from './life.ts';
import * as work from './work.ts';

takeBallast();
showLife();
expose(work);
