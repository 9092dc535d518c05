import { parseSettings } from '#lib/domain/settings.ts';
import { judgeClaims } from '#lib/server/judging/judge-claims.ts';
import { openStore } from '#lib/server/store/open.ts';
import { parseArguments, parseTimeOption } from './arguments.ts';
import type { CommandContext } from './command.ts';
import { eventLine } from './report.ts';
import { runJudge } from './run-judge.ts';

/** `judge [--as-of T]`: evaluate every reading on what is stored, and append the verdicts that changed. */
export async function judge(context: CommandContext): Promise<number> {
	const { values } = parseArguments(context.args, {
		'as-of': { type: 'string' },
		json: { type: 'boolean', default: false }
	});
	const asOf = values['as-of'] === undefined ? null : parseTimeOption('--as-of', values['as-of']);
	const store = await openStore(parseSettings(context.env).databaseUrl);
	try {
		const judged =
			asOf === null ? (await runJudge(store, context.now)).judged : await judgeClaims(store, asOf);
		context.write(eventLine({ event: 'judged', ...judged }, values.json || !context.terminal));
		return 0;
	} finally {
		await store.close();
	}
}
