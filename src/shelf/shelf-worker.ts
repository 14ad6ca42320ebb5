import { serve, type WorkerSide } from './channel.ts';
import { createStore } from './store.ts';

serve(createStore(navigator.storage), globalThis as WorkerSide);
