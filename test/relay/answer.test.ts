import { expectTypeOf, test } from 'vitest';
import type { Failure } from '../../src/core/failure.ts';
import type { RelayFailure } from '../../src/relay/answer.ts';

test("whatever the relay says is one of the core's failures", () => {
  expectTypeOf<RelayFailure>().toExtend<Failure>();
  // The other way round it must not hold, or the line above would prove nothing.
  expectTypeOf<Failure>().not.toExtend<RelayFailure>();
});
