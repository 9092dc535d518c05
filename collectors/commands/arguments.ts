import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';
import { findChain, type Chain } from '#lib/domain/chains.ts';
import { parseTime } from '#lib/domain/time.ts';
import type { UnixSeconds } from '#lib/domain/units.ts';
import { UsageError } from './usage-error.ts';

/** Parse a command's arguments strictly. Throws UsageError for anything that is not an option of it. */
export function parseArguments<Options extends ParseArgsOptionsConfig>(
	args: readonly string[],
	options: Options,
	allowPositionals = false
) {
	try {
		return parseArgs({ args: [...args], options, allowPositionals, strict: true });
	} catch (error) {
		throw new UsageError(error instanceof Error ? error.message : String(error));
	}
}

/** Timers know no longer time: 2³¹ − 1 milliseconds, some 24 days. A longer one would end at once. */
const LONGEST_MS = 2 ** 31 - 1;

/** A length of time as typed: 90s, 5m, 2h, at most 24 days. In milliseconds. Throws UsageError. */
export function parseDuration(option: string, text: string): number {
	const match = /^(\d+(?:\.\d+)?)(s|m|h)$/.exec(text);
	const factor = { s: 1_000, m: 60_000, h: 3_600_000 }[match?.[2] ?? ''];
	if (!match || factor === undefined)
		throw new UsageError(`${option} was "${text}"; it may be a length of time: 90s, 5m or 2h`);
	const milliseconds = Number(match[1]) * factor;
	if (milliseconds > LONGEST_MS)
		throw new UsageError(`${option} was "${text}"; it may be 576h (24 days) at most`);
	return Math.round(milliseconds);
}

/** A time as typed: ISO 8601 in UTC or Unix seconds. Throws UsageError. */
export function parseTimeOption(option: string, text: string): UnixSeconds {
	try {
		return parseTime(text);
	} catch (error) {
		if (error instanceof RangeError) throw new UsageError(`${option}: ${error.message}`);
		throw error;
	}
}

/** The chains named on the command line, each once, else the ones of the settings. Throws UsageError. */
export function chosenChains(
	named: readonly string[] | undefined,
	fallback: readonly number[]
): Chain[] {
	const ids = named ?? fallback.map(String);
	return [...new Set(ids)].map((id) => {
		const chain = /^\d+$/.test(id) ? findChain(Number(id)) : undefined;
		if (!chain) throw new UsageError(`--chain was "${id}", which is not in the chain list`);
		return chain;
	});
}
