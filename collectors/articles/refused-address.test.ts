import { describe, expect, it } from 'vitest';
import { refusedAddress } from './refused-address.ts';

describe('addresses that are not fetched from', () => {
	it.each([
		['127.0.0.1', 'loopback'],
		['127.255.255.254', 'loopback'],
		['0.0.0.0', 'this network'],
		['10.0.0.1', 'private'],
		['172.16.0.1', 'private'],
		['172.31.255.255', 'private'],
		['192.168.1.1', 'private'],
		['100.64.0.1', 'shared by a carrier’s customers'],
		['100.100.100.200', 'shared by a carrier’s customers'],
		['169.254.169.254', 'link-local, where clouds keep metadata'],
		['168.63.129.16', 'a cloud’s metadata service'],
		['224.0.0.1', 'multicast'],
		['255.255.255.255', 'reserved'],
		['::', 'unspecified'],
		['::1', 'loopback'],
		['0:0:0:0:0:0:0:1', 'loopback'],
		['::ffff:127.0.0.1', 'IPv4 within IPv6'],
		['::ffff:a00:1', 'IPv4 within IPv6'],
		['::ffff:8.8.8.8', 'IPv4 within IPv6'],
		['64:ff9b::7f00:1', 'IPv4 within IPv6'],
		['2002:7f00:1::', 'IPv4 within IPv6'],
		['fd00:ec2::254', 'unique local'],
		['fc00::1', 'unique local'],
		['fe80::1', 'link-local'],
		['fe80::1%eth0', 'link-local'],
		['ff02::1', 'multicast'],
		['2001:db8::1', 'for documentation'],
		['localhost', 'no IP address'],
		['', 'no IP address']
	])('%s: %s', (address, what) => {
		expect(refusedAddress(address)).toBe(what);
	});

	it.each([
		'1.1.1.1',
		'8.8.8.8',
		'100.63.255.255',
		'100.128.0.0',
		'172.15.255.255',
		'172.32.0.0',
		'192.167.255.255',
		'169.253.255.255',
		'223.255.255.255',
		'2606:4700:4700::1111',
		'2a00:1450::1'
	])('%s is public', (address) => {
		expect(refusedAddress(address)).toBeNull();
	});
});
