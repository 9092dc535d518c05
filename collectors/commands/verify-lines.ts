import { statisticWords } from '#lib/charts/measure-words.ts';
import { formatCoverage } from '#lib/domain/format/share.ts';
import { findChain } from '#lib/domain/chains.ts';
import type { Difference } from '#lib/domain/differences.ts';
import { formatQuantity } from '#lib/domain/format/number.ts';
import type { Measurement } from '#lib/domain/measurement.ts';
import { iso } from '#lib/domain/time.ts';
import { bytesText, count, duration } from './quantities.ts';
import type { ChainToRead } from './recheck-cost.ts';

/** What became of checking one measurement. */
export type Checked = { readonly stored: Measurement } & (
	| {
			readonly outcome: 'equal';
			readonly again: Measurement;
			/** Hosts that answered. */
			readonly endpoints: readonly string[];
			/** What an equal value does not show, or null. */
			readonly note: string | null;
	  }
	| {
			readonly outcome: 'differs';
			readonly again: Measurement;
			readonly endpoints: readonly string[];
			readonly differences: readonly Difference[];
			readonly note: string | null;
	  }
	| {
			readonly outcome: 'not_checked';
			/** Whether nobody can check it, whenever it is tried. */
			readonly isLasting: boolean;
			readonly note: string;
	  }
);

/** What reading a chain costs, for a person. */
export function costLines({ chain, calls, cost, rateIsLimit, unknown }: ChainToRead): string[] {
	const { bytes, seconds } = cost;
	const time =
		seconds === null
			? 'time not known: none of its endpoints was asked yet'
			: `${rateIsLimit ? 'about' : 'at most'} ${duration(seconds)} at the pace of its endpoints`;
	const size = bytes === null ? 'bytes not known' : bytesText(bytes);
	return [
		`${chain.name} (${chain.id}) is read again: about ${count(cost.calls)} calls, ${size}, ${time}.`,
		...Object.entries(calls).map(([method, each]) => `  ${count(each)} × ${method}`),
		...(unknown ? [`  and ${unknown}`] : [])
	];
}

/** The same as one JSON object. */
export function costJson({ chain, calls, cost, unknown }: ChainToRead): string {
	const { bytes, requests, seconds } = cost;
	return JSON.stringify({
		event: 'cost',
		chain: chain.id,
		calls: cost.calls,
		by_method: calls,
		...{ requests, bytes, seconds, unknown }
	});
}

/** What became of a check, for a person. */
export function checkedLines(checked: Checked): string[] {
	const { stored, note } = checked;
	const name = `${stored.id?.slice(0, 12)} ${wordsOf(stored)}`;
	if (checked.outcome === 'not_checked') return [`${name}: not checked: ${note}.`];
	const hosts = checked.endpoints.join(', ');
	const known = `n = ${count(checked.again.n)}, ${formatCoverage(checked.again.coverage)} covered`;
	if (checked.outcome === 'equal')
		return [
			`${name}: equal, by ${hosts}: ${formatQuantity(stored.value, stored.unit)}, ${known}${note ? `; ${note}` : ''}.`
		];
	return [
		`${name}: differs, by ${hosts}${note ? `; ${note}` : ''}:`,
		...checked.differences.map(
			({ field, stored: before, again }) =>
				`  ${field}: stored ${JSON.stringify(before)}, read again ${JSON.stringify(again)}`
		)
	];
}

/** The same as one JSON object. */
export function checkedJson(checked: Checked): string {
	const { stored, outcome, note } = checked;
	return JSON.stringify({
		event: 'checked',
		measurement: stored.id,
		chain: stored.chainId,
		metric: stored.metric,
		outcome,
		value: stored.value,
		value_again: outcome === 'not_checked' ? null : checked.again.value,
		unit: stored.unit,
		input_sha256: outcome === 'not_checked' ? null : checked.again.provenance.inputSha256,
		endpoints: outcome === 'not_checked' ? [] : checked.endpoints,
		differences: outcome === 'differs' ? checked.differences : [],
		note
	});
}

function wordsOf({ chainId, metric, statistic, peakWindow, window }: Measurement): string {
	const chain = findChain(chainId)?.name ?? `chain ${chainId}`;
	return `(${chain}, ${metric}, ${statisticWords(statistic, peakWindow)}, ${iso(window.from)} to ${iso(window.to)})`;
}
