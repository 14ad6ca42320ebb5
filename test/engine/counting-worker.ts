import './counted-workers.ts';
import '../../src/engine/worker.ts';
