import { isRpcError } from '../../rpc/errors.ts';
import type { Asker } from './asker.ts';

/** How many calls an endpoint takes in one request. */
export interface BatchLimit {
	/** The largest batch that was answered whole. */
	readonly takes: number;
	/** The next larger one, which was not; null where every size was. */
	readonly refused: number | null;
	/** How that was refused. */
	readonly detail: string | null;
	/** Calls that finding out took. */
	readonly calls: number;
}

const SIZES = [10, 50, 100, 200, 500];

/**
 * Ask for the chain id ever more often in one request, up to the first refusal. A call by itself is known to be
 * answered. Rejects with the signal’s reason.
 */
export async function findBatchLimit(asker: Asker): Promise<BatchLimit> {
	const before = asker.spent().calls;
	let takes = 1;
	for (const size of SIZES) {
		const detail = await refusalOf(asker, size);
		const calls = asker.spent().calls - before;
		if (detail !== null) return { takes, refused: size, detail, calls };
		takes = size;
	}
	return { takes, refused: null, detail: null, calls: asker.spent().calls - before };
}

async function refusalOf(asker: Asker, size: number): Promise<string | null> {
	const calls = Array.from({ length: size }, () => ({ method: 'eth_chainId', params: [] }));
	try {
		const failed = (await asker.ask(calls)).filter((reply) => !reply.ok);
		const [first] = failed;
		if (!first) return null;
		return failed.length === size
			? first.error.detail
			: `${failed.length} of ${size} calls: ${first.error.detail}`;
	} catch (error) {
		if (!isRpcError(error)) throw error;
		return error.detail;
	}
}
