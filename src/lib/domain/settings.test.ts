import { describe, expect, it } from 'vitest';
import { parseSettings, SettingsError } from './settings.ts';

describe('parseSettings', () => {
	it('reports every fault in one message, each with the variable, what it was and what it may be', () => {
		const faulty = () =>
			parseSettings({
				PORT: 'http',
				CLAIMGAUGE_CHAINS: '1,999',
				CLAIMGAUGE_RATE_1: '-3',
				CLAIMGAUGE_SINCE_1: 'yesterday',
				CLAIMGAUGE_RPC_77: 'http://127.0.0.1',
				CLAIMGAUGE_KEEP_DAYS_1: 'never',
				CLAIMGAUGE_KEEP_DAYS_324: '0',
				CLAIMGAUGE_KEEP_ROLLUP_DAYS_2741: '7',
				CLAIMGAUGE_KEEP_DAYS_31337: 'forever',
				CLAIMGAUGE_KEEP_ROLLUP_DAYS_31337: '400',
				CLAIMGAUGE_SITE_URL: 'gauge.example.org',
				CLAIMGAUGE_TYPO: '1'
			});
		expect(faulty).toThrow(SettingsError);
		for (const part of [
			/PORT: was "http"; may be/,
			/CLAIMGAUGE_CHAINS: was "1,999"; "999" is not in the chain list/,
			/CLAIMGAUGE_RATE_1: was "-3"; may be/,
			/CLAIMGAUGE_SINCE_1: was "yesterday"; .*ISO 8601/,
			/CLAIMGAUGE_RPC_77: "77" is not in the chain list/,
			/CLAIMGAUGE_KEEP_DAYS_1: was "never"; may be a whole number of days from 1 .*or forever/,
			/CLAIMGAUGE_KEEP_DAYS_324: was "0"; may be/,
			/CLAIMGAUGE_KEEP_ROLLUP_DAYS_2741: was "7"; may be forever, or no fewer days than the 30 of CLAIMGAUGE_KEEP_DAYS_2741/,
			/CLAIMGAUGE_KEEP_ROLLUP_DAYS_31337: was "400"; may be forever, as CLAIMGAUGE_KEEP_DAYS_31337 is/,
			/CLAIMGAUGE_SITE_URL: was "gauge.example.org"; may be/,
			/CLAIMGAUGE_TYPO: no such setting/
		])
			expect(faulty).toThrow(part);
	});

	it('never repeats what may hold a key', () => {
		const faulty = () => parseSettings({ CLAIMGAUGE_RPC_1: 'https://ok.example, ftp://s3cret' });
		expect(faulty).toThrow(/entry 2 of 2/);
		expect(faulty).not.toThrow(/s3cret/);
		for (const broken of ['http://host:99999/s3cret', 'http://[s3cret'])
			expect(() => parseSettings({ CLAIMGAUGE_RPC_1: broken })).toThrow(
				/CLAIMGAUGE_RPC_1: entry 1 of 1 is no http\(s\) or ws\(s\) address/
			);
	});

	it('tells sockets from endpoints that are asked, and needs one of those', () => {
		const { endpoints, headSockets } = parseSettings({
			CLAIMGAUGE_RPC_1: 'wss://a.example/k, https://b.example/k,ws://127.0.0.1:1',
			CLAIMGAUGE_RPC_324: 'http://127.0.0.1:2'
		});
		expect(endpoints.get(1)).toEqual(['https://b.example/k']);
		expect(headSockets.get(1)).toEqual(['wss://a.example/k', 'ws://127.0.0.1:1']);
		expect(headSockets.get(324)).toEqual([]);
		const only = () => parseSettings({ CLAIMGAUGE_RPC_1: 'wss://a.example/s3cret' });
		expect(only).toThrow(/CLAIMGAUGE_RPC_1: holds ws\(s\) addresses only; .*add an http:/);
		expect(only).not.toThrow(/s3cret/);
	});

	it('has a default for everything', () => {
		const settings = parseSettings({});
		expect(settings.databaseUrl).toBe('file:data/claimgauge.db');
		expect(settings.port).toBe(3000);
		expect(settings.host).toBe('127.0.0.1');
		expect(settings.siteUrl).toBe('http://localhost:3000');
		expect(settings.chains).toEqual([1, 324, 2741, 36900, 10, 59144, 534352]);
		expect(settings.retention.size).toBe(0);
	});

	it('reads what is set', () => {
		const settings = parseSettings({
			DATABASE_URL: 'file:x.db',
			PORT: '4000',
			CLAIMGAUGE_CHAINS: '31337, 1',
			CLAIMGAUGE_RPC_1: 'http://127.0.0.1:8545,https://node.example/key',
			CLAIMGAUGE_RATE_1: '25',
			CLAIMGAUGE_SINCE_1: '2025-10-01T00:00:00Z',
			CLAIMGAUGE_KEEP_DAYS_1: '7',
			CLAIMGAUGE_KEEP_DAYS_324: 'forever',
			CLAIMGAUGE_KEEP_ROLLUP_DAYS_2741: '30'
		});
		expect(settings.siteUrl).toBe('http://localhost:4000');
		expect(settings.chains).toEqual([31337, 1]);
		expect(settings.endpoints.get(1)).toEqual([
			'http://127.0.0.1:8545',
			'https://node.example/key'
		]);
		expect(settings.rates.get(1)).toBe(25);
		expect(settings.since.get(1)).toBe(1_759_276_800);
		expect([...settings.retention]).toEqual([
			[1, { raw: 7, rollup: Infinity }],
			[324, { raw: Infinity, rollup: Infinity }],
			[2741, { raw: 30, rollup: 30 }]
		]);
	});
});
