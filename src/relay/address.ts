import { isIP } from 'node:net';
import { networkInterfaces } from 'node:os';
import ipaddr from 'ipaddr.js';

/**
 * Whether an IP address is public unicast: the only kind that the relay connects to unasked. Anything that is not
 * an address in its usual spelling is not public.
 *
 * ipaddr.js knows the special ranges of IANA's registries. What it calls unicast although it can lead to a private
 * IPv4 address is refused here: IPv6 is taken only from 2000::/3, the one block that IANA has given out (this leaves
 * out IPv4-compatible `::a.b.c.d`, mapped, translated and NAT64 addresses), and ISATAP is told by its interface
 * identifier (RFC 5214, 6.1), because it may stand below any prefix.
 */
export function isPublic(address: string): boolean {
  if (isIP(address) === 0 || address.includes('%')) return false;
  const parsed = ipaddr.parse(address);
  if (parsed.range() !== 'unicast' || cloudServices.has(address)) return false;
  if (!(parsed instanceof ipaddr.IPv6)) return true;
  const [first = 0, , , , fifth = 0, sixth = 0] = parsed.parts;
  const isGlobal = first >> 13 === 1;
  // `fifth`: the universal and group bits of the identifier may be set or not.
  const isIsatap = (fifth & 0xfcff) === 0 && sixth === 0x5efe;
  return isGlobal && !isIsatap;
}

/** Public by number, yet answered inside the provider's network only: Azure's host of every virtual machine. */
const cloudServices = new Set(['168.63.129.16']);

/**
 * Whether an address lies in one of this machine's own networks. With IPv6 the devices at home have public addresses,
 * and only the router's firewall, which the relay stands behind, keeps the world from them.
 */
export function isNeighbour(address: string, interfaces: typeof networkInterfaces = networkInterfaces): boolean {
  const parsed = ipaddr.parse(address);
  return Object.values(interfaces())
    .flatMap((entries) => entries ?? [])
    .some(({ cidr }) => {
      if (cidr === null) return false;
      const [network, bits] = ipaddr.parseCIDR(cidr.replace(/%[^/]*/, ''));
      return network.kind() === parsed.kind() && parsed.match([network, bits]);
    });
}
