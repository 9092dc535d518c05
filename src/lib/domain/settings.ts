import { CHAINS, findChain } from './chains.ts';
import { DEFAULT_RETENTION, type Retention } from './retention.ts';
import { parseTime } from './time.ts';
import type { UnixSeconds } from './units.ts';

/** Settings that collectors and site share. */
export interface Settings {
	readonly databaseUrl: string;
	readonly siteUrl: string;
	readonly port: number;
	readonly host: string;
}

/** Settings of the collectors. Endpoint URLs may carry keys: never print, log, store or serve them. */
export interface CollectorSettings extends Settings {
	/** Chain ids to collect. */
	readonly chains: readonly number[];
	/** URLs by chain id that are asked over HTTP, where they replace the built-in list. */
	readonly endpoints: ReadonlyMap<number, readonly string[]>;
	/** WebSocket URLs by chain id that tell of new heads, and of nothing else. */
	readonly headSockets: ReadonlyMap<number, readonly string[]>;
	/** Most requests a second to one endpoint, by chain id. */
	readonly rates: ReadonlyMap<number, number>;
	/** Collect every block from this time on, by chain id. */
	readonly since: ReadonlyMap<number, UnixSeconds>;
	/** For how long facts are kept, by chain id; others as by default. */
	readonly retention: ReadonlyMap<number, Retention>;
	/** The private key that `probe` sends with: never print, log, store or serve it. Null where none is set. */
	readonly probeKey: string | null;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Every setting by its name in the environment, with its default; a test holds the documentation to it. */
export const SETTINGS = {
	DATABASE_URL: 'file:data/claimgauge.db',
	CLAIMGAUGE_CHAINS: 'all enabled chains of the list',
	'CLAIMGAUGE_RPC_<chainId>': 'the chain’s public endpoints',
	'CLAIMGAUGE_RATE_<chainId>': 'adaptive from 2',
	'CLAIMGAUGE_SINCE_<chainId>': '24 h before the first pass',
	'CLAIMGAUGE_KEEP_DAYS_<chainId>': '30',
	'CLAIMGAUGE_KEEP_ROLLUP_DAYS_<chainId>': 'forever',
	CLAIMGAUGE_PROBE_KEY: 'none',
	CLAIMGAUGE_SITE_URL: 'http://localhost:3000',
	PORT: '3000',
	HOST: '127.0.0.1'
} as const;

/** All faults of the environment at once; the message has one line a fault: the variable, what it was, what it may be. */
export class SettingsError extends Error {
	override readonly name = 'SettingsError';
	constructor(faults: readonly string[]) {
		super(`${faults.length === 1 ? 'a setting is' : 'settings are'} wrong:\n${faults.join('\n')}`);
	}
}

/** Read all settings. Throws SettingsError that lists every fault; an empty variable counts as unset. */
export function parseSettings(environment: Environment): CollectorSettings {
	const faults: string[] = [];
	const value = (name: string) => environment[name]?.trim() || undefined;
	const urls = perChain(environment, 'CLAIMGAUGE_RPC_', faults, endpointUrls);
	const settings: CollectorSettings = {
		databaseUrl: value('DATABASE_URL') ?? SETTINGS.DATABASE_URL,
		siteUrl: siteUrl(value('CLAIMGAUGE_SITE_URL'), value('PORT'), faults),
		port: port(value('PORT'), faults),
		host: value('HOST') ?? SETTINGS.HOST,
		chains: chainIds(value('CLAIMGAUGE_CHAINS'), faults),
		endpoints: new Map([...urls].map(([id, { asked }]) => [id, asked])),
		headSockets: new Map([...urls].map(([id, { sockets }]) => [id, sockets])),
		rates: perChain(environment, 'CLAIMGAUGE_RATE_', faults, rate),
		since: perChain(environment, 'CLAIMGAUGE_SINCE_', faults, time),
		retention: retention(environment, faults),
		probeKey: probeKey(value('CLAIMGAUGE_PROBE_KEY'), faults)
	};
	for (const name of Object.keys(environment))
		if (name.startsWith('CLAIMGAUGE_') && !isKnown(name))
			faults.push(`${name}: no such setting; there are ${Object.keys(SETTINGS).join(', ')}`);
	if (faults.length > 0) throw new SettingsError(faults);
	return settings;
}

function isKnown(name: string): boolean {
	return (
		name in SETTINGS || /^CLAIMGAUGE_(RPC|RATE|SINCE|KEEP_DAYS|KEEP_ROLLUP_DAYS)_/.test(name) // checked chain by chain
	);
}

function siteUrl(text: string | undefined, portText: string | undefined, faults: string[]): string {
	if (text === undefined) return `http://localhost:${portText ?? SETTINGS.PORT}`;
	if (!/^https?:\/\/[^/\s]+\/?$/.test(text))
		faults.push(
			`CLAIMGAUGE_SITE_URL: was "${text}"; may be an address without a path, https://gauge.example.org`
		);
	return text.replace(/\/$/, '');
}

/** A fault never repeats what may be a key with a slip in it. */
function probeKey(text: string | undefined, faults: string[]): string | null {
	if (text === undefined) return null;
	if (!/^0x[0-9a-fA-F]{64}$/.test(text))
		faults.push('CLAIMGAUGE_PROBE_KEY: is no private key; may be 0x and 64 hex digits');
	return text;
}

function port(text: string | undefined, faults: string[]): number {
	const number = Number(text ?? SETTINGS.PORT);
	if (!Number.isInteger(number) || number < 0 || number > 65_535)
		faults.push(`PORT: was "${text}"; may be a whole number from 0 to 65535`);
	return number;
}

function chainIds(text: string | undefined, faults: string[]): number[] {
	if (text === undefined)
		return CHAINS.filter((chain) => chain.optIn === null).map((chain) => chain.id);
	const known = CHAINS.map((chain) => `${chain.id} ${chain.name}`).join(', ');
	const ids = text.split(',').map((part) => part.trim());
	for (const id of ids)
		if (!/^\d+$/.test(id) || !findChain(Number(id)))
			faults.push(`CLAIMGAUGE_CHAINS: was "${text}"; "${id}" is not in the chain list (${known})`);
	return [...new Set(ids.map(Number))];
}

function perChain<Value>(
	environment: Environment,
	prefix: string,
	faults: string[],
	parse: (text: string) => Value | string
): Map<number, Value> {
	const values = new Map<number, Value>();
	for (const [name, text] of Object.entries(environment)) {
		if (!name.startsWith(prefix) || !text?.trim()) continue;
		const id = name.slice(prefix.length);
		if (!/^\d+$/.test(id) || !findChain(Number(id))) {
			faults.push(`${name}: "${id}" is not in the chain list`);
			continue;
		}
		const value = parse(text.trim());
		if (typeof value === 'string') faults.push(`${name}: ${value}`);
		else values.set(Number(id), value);
	}
	return values;
}

interface EndpointUrls {
	readonly asked: readonly string[];
	readonly sockets: readonly string[];
}

/** The URLs by what they are for, or a fault that does not repeat what may hold a key. */
function endpointUrls(text: string): EndpointUrls | string {
	const urls = text.split(',').map((part) => part.trim());
	const wrong = urls.findIndex(
		(url) => !/^(https?|wss?):\/\/[^/\s]+/.test(url) || !URL.canParse(url)
	);
	if (wrong !== -1)
		return `entry ${wrong + 1} of ${urls.length} is no http(s) or ws(s) address; may be a comma-separated list of http:// or https:// addresses, and ws:// or wss:// ones beside them`;
	const isSocket = (url: string): boolean => url.startsWith('ws');
	const asked = urls.filter((url) => !isSocket(url));
	return asked.length > 0
		? { asked, sockets: urls.filter(isSocket) }
		: `holds ws(s) addresses only; those tell of new heads and are asked nothing else: add an http:// or https:// address`;
}

function rate(text: string): number | string {
	const number = Number(text);
	return number > 0 && Number.isFinite(number)
		? number
		: `was "${text}"; may be a number of requests a second above 0`;
}

function time(text: string): UnixSeconds | string {
	try {
		return parseTime(text);
	} catch (error) {
		if (error instanceof RangeError) return `was "${text}"; ${error.message}`;
		throw error;
	}
}

function retention(environment: Environment, faults: string[]): Map<number, Retention> {
	const raw = perChain(environment, 'CLAIMGAUGE_KEEP_DAYS_', faults, days);
	const rollup = perChain(environment, 'CLAIMGAUGE_KEEP_ROLLUP_DAYS_', faults, days);
	const chains = new Set([...raw.keys(), ...rollup.keys()]);
	return new Map(
		[...chains].map((id) => {
			const kept = {
				raw: raw.get(id) ?? DEFAULT_RETENTION.raw,
				rollup: rollup.get(id) ?? DEFAULT_RETENTION.rollup
			};
			if (kept.rollup < kept.raw)
				faults.push(
					`CLAIMGAUGE_KEEP_ROLLUP_DAYS_${id}: was "${kept.rollup}"; may be forever, ${Number.isFinite(kept.raw) ? `or no fewer days than the ${kept.raw} of CLAIMGAUGE_KEEP_DAYS_${id}` : `as CLAIMGAUGE_KEEP_DAYS_${id} is`}`
				);
			return [id, kept];
		})
	);
}

/** A number of days; Infinity for ever. */
function days(text: string): number | string {
	if (text === 'forever') return Number.POSITIVE_INFINITY;
	return /^[1-9]\d{0,4}$/.test(text)
		? Number(text)
		: `was "${text}"; may be a whole number of days from 1 to 99999, or forever`;
}
