import { countBlocks, type BlockRange } from '#lib/domain/block-range.ts';
import { quantityText } from '#lib/charts/quantity-text.ts';
import type { PassJson } from '#lib/domain/wire/pass.ts';
import { parseSettings } from '#lib/domain/settings.ts';
import type { ChainStatusJson } from '#lib/domain/wire/status.ts';
import { openReader } from '#lib/server/store/open.ts';
import { getStatus } from '#lib/server/view/status.ts';
import { noRequestsWords, requestsWords, tookWords } from '#lib/ui/pass-words.ts';
import { outcomeWords } from '#lib/ui/status-words.ts';
import { parseArguments } from './arguments.ts';
import type { CommandContext } from './command.ts';
import { duration } from './quantities.ts';

/** Nodes date a block a little ahead at times. */
const CLOCKS_DIFFER_SECONDS = 60;

/**
 * `status [--json]`: head, covered, gaps, last pass and endpoints of each chain of the settings. Exit code 0 when
 * all are fresh, 1 when one is late, stale or was never collected.
 */
export async function status(context: CommandContext): Promise<number> {
	const { values } = parseArguments(context.args, { json: { type: 'boolean', default: false } });
	const settings = parseSettings(context.env);
	const reader = await openReader(settings.databaseUrl);
	try {
		const found = await getStatus(reader, context.now(), settings.chains);
		if (values.json) context.write(JSON.stringify(found));
		else
			for (const chain of found.chains) for (const line of chainLines(chain)) context.write(line);
		return found.state === 'fresh' ? 0 : 1;
	} finally {
		await reader.close();
	}
}

function chainLines(chain: ChainStatusJson): string[] {
	const { head, finalized } = chain;
	const lines = [
		`${chain.name} (${chain.id}): ${chain.state}${head ? `, head ${head.number} of ${head.time}, seen ${head.seen_at} at ${head.endpoint}` : ''}${finalized ? `, finalized ${finalized.number}` : ''}`
	];
	if (head?.stands_still) lines.push(`  the head has not moved since ${head.time}`);
	if (head && head.ahead_seconds > CLOCKS_DIFFER_SECONDS)
		lines.push(
			`  the head is dated ${duration(head.ahead_seconds)} ahead of this clock: a clock is wrong, and how old the data is is not known`
		);
	if (chain.last_pass) lines.push(passLine(chain.last_pass));
	for (const { kind, wanted_ranges, covered_blocks, missing_blocks, gaps } of chain.kinds) {
		if (wanted_ranges.length === 0) continue;
		lines.push(
			`  ${kind}: ${covered_blocks} of ${countBlocks(wanted_ranges)} blocks ${rangesText(wanted_ranges)}, ${missing_blocks} missing`,
			...gapLines(gaps)
		);
	}
	const { batches } = chain;
	if (batches?.wanted) {
		const { wanted_ranges, covered, missing, gaps } = batches;
		lines.push(
			`  batch: ${covered} of ${countBlocks(wanted_ranges)} executed batches ${rangesText(wanted_ranges)}, ${missing} missing`,
			...gapLines(gaps)
		);
	}
	const { settlement } = chain;
	if (settlement?.wanted) {
		const { wanted_ranges, covered, missing, gaps } = settlement;
		lines.push(
			`  settlement: ${covered} of ${countBlocks(wanted_ranges)} blocks of Ethereum ${rangesText(wanted_ranges)}, ${missing} missing`,
			...gapLines(gaps)
		);
	}
	for (const { kind, block, last_seen_at, detail } of chain.incidents)
		lines.push(`  incident: ${kind} at block ${block}, last seen ${last_seen_at}: ${detail}`);
	for (const { subject, value, unit, note, last_seen_at } of chain.observations)
		lines.push(
			`  ${subject}: ${value === null ? 'no value' : unit === null ? value : quantityText(value, unit)}${note === null ? '' : `: ${note}`} (${last_seen_at})`
		);
	for (const endpoint of chain.endpoints) {
		const { host, ok, detail, checked_at, last_pass, methods, compared, disagreed } = endpoint;
		lines.push(`  ${host}: ${ok ? 'answered' : `failed: ${detail}`} (${checked_at})`);
		lines.push(
			last_pass
				? `    in the last pass: ${requestsWords(last_pass)}`
				: `    ${noRequestsWords(chain.last_pass)}`
		);
		if (disagreed > 0)
			lines.push(`    told ${disagreed} of ${compared} blocks otherwise in the last 24 h`);
		for (const { method, offered, since } of methods)
			if (!offered) lines.push(`    ${method} not offered since ${since}`);
	}
	return lines;
}

function passLine(pass: PassJson): string {
	const { started_at, outcome, detail, next_due_at, is_overdue } = pass;
	const how = `${outcomeWords(outcome)}${detail ? `: ${detail}` : ''}`;
	const next =
		next_due_at === null
			? 'no next run is scheduled'
			: `the next run is ${is_overdue ? 'overdue since' : 'due by'} ${next_due_at}`;
	return `  the last pass began ${started_at}, took ${tookWords(pass)} and ${how}; ${next}`;
}

function rangesText(ranges: readonly BlockRange[]): string {
	const each = ranges.map(({ from, to }) => `from ${from} to ${to}`);
	return new Intl.ListFormat('en-GB').format(each);
}

function gapLines(gaps: ChainStatusJson['kinds'][number]['gaps']): string[] {
	const newest = gaps
		.slice(-5)
		.map(
			({ from, to, reason, detail }) =>
				`    gap ${from}–${to}: ${reason}${detail ? `: ${detail}` : ''}`
		);
	return gaps.length > 5
		? [...newest, `    and ${gaps.length - 5} more gaps; --json lists all`]
		: newest;
}
