import { ends, type Fault, sendPicture } from '../fault.ts';
import { bombFaults } from './bomb.ts';
import { cutFaults } from './cut.ts';
import { impostorFaults } from './impostor.ts';
import { pictureFaults } from './picture.ts';
import { redirectFaults } from './redirect.ts';
import { stallFaults } from './stall.ts';
import { statusFaults } from './status.ts';

const healthy: Fault = {
  name: 'healthy',
  group: 'healthy',
  does: 'serves the picture',
  file: 'photo.jpg',
  takes: 'a-moment',
  ...ends(['done']),
  answer: sendPicture,
};

/** Every fault that the server knows, by name; a new one is an entry in its file. */
export const faults: ReadonlyMap<string, Fault> = new Map(
  [
    healthy,
    ...statusFaults,
    ...redirectFaults,
    ...impostorFaults,
    ...stallFaults,
    ...cutFaults,
    ...bombFaults,
    ...pictureFaults,
  ].map((fault) => [fault.name, fault]),
);
