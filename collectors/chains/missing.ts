import type { BlockRange, GapReason } from '#lib/domain/block-range.ts';
import type { RpcError } from '../rpc/errors.ts';

/** Blocks that no endpoint gave us as they must be, with what is recorded in the gap ledger. */
export interface Missing extends BlockRange {
	readonly reason: GapReason;
	/** For people; free of URLs and keys. */
	readonly detail: string;
}

/** A block that no endpoint gave, and why. */
export interface Failed {
	readonly number: number;
	readonly error: RpcError;
}

/** Failed blocks, ascending, as ranges: neighbours that failed alike are one, told by the first's message. */
export function missingOf(failed: readonly Failed[]): Missing[] {
	const ranges: { from: number; to: number; first: RpcError }[] = [];
	for (const { number, error } of failed) {
		const last = ranges.at(-1);
		const alike = last?.first.kind === error.kind && last.first.host === error.host;
		if (last && alike && last.to === number - 1) last.to = number;
		else ranges.push({ from: number, to: number, first: error });
	}
	return ranges.map(({ from, to, first }) => ({
		from,
		to,
		reason: reasonOf(first),
		detail: first.message
	}));
}

function reasonOf({ kind }: RpcError): GapReason {
	return kind === 'method_missing' || kind === 'bad_answer' || kind === 'fee_unknown'
		? kind
		: 'endpoint_failed';
}
