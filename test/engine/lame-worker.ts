import './lame-decoder.ts';
import '../../src/engine/worker.ts';
