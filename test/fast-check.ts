import { configureGlobal } from 'fast-check';

/**
 * Every run tries the same cases, so that red means that something changed and not that the dice fell badly.
 * `FC_SEED=$RANDOM npm run unit` looks for new ones.
 */
configureGlobal({ seed: Number(process.env.FC_SEED ?? 20261123) });
