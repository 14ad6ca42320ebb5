import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';

/** A program and all that it starts in its turn, which end together. */
export interface Program {
  process: ChildProcess;
  end(): Promise<void>;
}

/** Starts a program as the leader of a group of its own, so that its children cannot outlive it. */
export function startProgram(command: string, parameters: readonly string[], options: SpawnOptions): Program {
  const leader = spawn(command, parameters, { ...options, detached: true });
  return {
    process: leader,
    async end() {
      if (leader.pid === undefined || leader.exitCode !== null || leader.signalCode !== null) return;
      const ended = once(leader, 'exit');
      // What they would save or say is of no use to anybody.
      process.kill(-leader.pid, 'SIGKILL');
      await ended;
    },
  };
}
