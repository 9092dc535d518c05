import { BlockList, isIP } from 'node:net';

/** Address blocks that are no public internet, and what they are. From IANA’s special-purpose registries. */
const NOT_PUBLIC: readonly (readonly [subnet: string, what: string])[] = [
	['0.0.0.0/8', 'this network'],
	['10.0.0.0/8', 'private'],
	['100.64.0.0/10', 'shared by a carrier’s customers'],
	['127.0.0.0/8', 'loopback'],
	['168.63.129.16/32', 'a cloud’s metadata service'],
	['169.254.0.0/16', 'link-local, where clouds keep metadata'],
	['172.16.0.0/12', 'private'],
	['192.0.0.0/24', 'reserved'],
	['192.0.2.0/24', 'for documentation'],
	['192.88.99.0/24', 'reserved'],
	['192.168.0.0/16', 'private'],
	['198.18.0.0/15', 'for benchmarks'],
	['198.51.100.0/24', 'for documentation'],
	['203.0.113.0/24', 'for documentation'],
	['224.0.0.0/4', 'multicast'],
	['240.0.0.0/4', 'reserved'],
	['::/128', 'unspecified'],
	['::1/128', 'loopback'],
	// These carry an IPv4 address within, which could be any of the above.
	['::/96', 'IPv4 within IPv6'],
	['::ffff:0:0/96', 'IPv4 within IPv6'],
	['64:ff9b::/96', 'IPv4 within IPv6'],
	['64:ff9b:1::/48', 'IPv4 within IPv6'],
	['2002::/16', 'IPv4 within IPv6'],
	['2001::/23', 'reserved'],
	['2001:db8::/32', 'for documentation'],
	['3fff::/20', 'for documentation'],
	['100::/64', 'a discard prefix'],
	['5f00::/16', 'reserved'],
	['fc00::/7', 'unique local'],
	['fe80::/10', 'link-local'],
	['fec0::/10', 'site-local'],
	['ff00::/8', 'multicast']
];

const LISTS = NOT_PUBLIC.map(([subnet, what]) => {
	const [net = '', prefix] = subnet.split('/');
	const family = isIP(net) === 4 ? 'ipv4' : 'ipv6';
	const list = new BlockList();
	list.addSubnet(net, Number(prefix), family);
	return { family, list, what } as const;
});

/** Why an address must not be fetched from: what it is instead of public; null for a public one. */
export function refusedAddress(address: string): string | null {
	const version = isIP(address);
	if (version === 0) return 'no IP address';
	// A zone says which network card of this machine: nothing public has one.
	if (address.includes('%')) return 'link-local';
	const family = version === 4 ? 'ipv4' : 'ipv6';
	return (
		LISTS.find((each) => each.family === family && each.list.check(address, family))?.what ?? null
	);
}
