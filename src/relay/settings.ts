import { parseAllowList } from './allow.ts';
import type { RelayOptions } from './handler.ts';

/**
 * The relay's settings from the environment:
 * - `RELAY_ALLOW`: addresses with ports that may be reached although they are not public, e.g. `127.0.0.1:8081`.
 * - `ALLOWED_HOSTS`: names by which browsers may call this server besides localhost, 127.0.0.1 and [::1], e.g.
 *   `thumbnails.example.org`. Needed when it stands behind another name; any name would invite DNS rebinding.
 * - `HOST`: the address to listen at; it counts as an allowed host unless it means "all addresses".
 * @throws if `RELAY_ALLOW` cannot be read.
 */
export function readRelaySettings(env: NodeJS.ProcessEnv): Required<Pick<RelayOptions, 'allow' | 'ownHosts'>> {
  const names = [...(env.ALLOWED_HOSTS ?? '').split(/[\s,]+/), env.HOST ?? '']
    .filter((name) => name !== '' && name !== '0.0.0.0' && name !== '::')
    .map((name) => (name.includes(':') && !name.startsWith('[') ? `[${name}]` : name).toLowerCase());
  return { allow: parseAllowList(env.RELAY_ALLOW ?? ''), ownHosts: names };
}
