import { parseSettings } from '#lib/domain/settings.ts';
import { parseTime } from '#lib/domain/time.ts';
import { judgeClaims } from '#lib/server/judging/judge-claims.ts';
import { openStore } from '#lib/server/store/open.ts';
import { parseArguments } from './arguments.ts';
import type { CommandContext } from './command.ts';
import { eventLine } from './report.ts';
import { UsageError } from './usage-error.ts';

/** `judge [--as-of T]`: evaluate every reading on what is stored, and append the verdicts that changed. */
export async function judge(context: CommandContext): Promise<number> {
	const { values } = parseArguments(context.args, {
		'as-of': { type: 'string' },
		json: { type: 'boolean', default: false }
	});
	const asOf = values['as-of'] === undefined ? context.now() : timeOption(values['as-of']);
	const store = await openStore(parseSettings(context.env).databaseUrl);
	try {
		const judged = await judgeClaims(store, asOf);
		context.write(eventLine({ event: 'judged', ...judged }, values.json || !context.terminal));
		return 0;
	} finally {
		await store.close();
	}
}

function timeOption(text: string) {
	try {
		return parseTime(text);
	} catch (error) {
		if (error instanceof RangeError) throw new UsageError(`--as-of: ${error.message}`);
		throw error;
	}
}
