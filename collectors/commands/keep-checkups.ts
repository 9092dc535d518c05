import { METHODS_LOOKED_FOR } from '#lib/domain/optional-methods.ts';
import type { UnixSeconds } from '#lib/domain/units.ts';
import { StoreUnusableError } from '#lib/server/store/errors.ts';
import { openReader, openStore } from '#lib/server/store/open.ts';
import type { StoreWriter } from '#lib/server/store/ports/store.ts';
import type { EndpointCheckup } from '../chains/checkup/examine.ts';
import type { ChainCheckup } from './doctor.ts';

/**
 * Keep what was found of usable endpoints, as far as plans need it, where there is a database of this version. Gives
 * why it was not kept, or null. No database is made, and none is migrated.
 */
export async function keepCheckups(
	chains: readonly ChainCheckup[],
	databaseUrl: string,
	now: UnixSeconds
): Promise<string | null> {
	try {
		await (await openReader(databaseUrl)).close();
		const store = await openStore(databaseUrl);
		try {
			for (const { id, endpoints } of chains)
				for (const endpoint of endpoints)
					if (endpoint.usable) await keepCheckup(store, id, endpoint, now);
		} finally {
			await store.close();
		}
		return null;
	} catch (error) {
		if (error instanceof StoreUnusableError) return error.message;
		throw error;
	}
}

async function keepCheckup(
	store: StoreWriter,
	chainId: number,
	{ host, methods, batch, fee_history }: EndpointCheckup,
	checkedAt: UnixSeconds
): Promise<void> {
	const told = Object.entries(methods).filter(
		(each): each is [string, boolean] => each[1] !== null && METHODS_LOOKED_FOR.includes(each[0])
	);
	await store.recordMethods({ chainId, host, checkedAt, offered: Object.fromEntries(told) });
	const ratio = fee_history?.ratio ?? 'unknown';
	await store.recordCheckup({
		chainId,
		host,
		checkedAt,
		callsARequest: batch?.takes ?? null,
		feeHistory: ratio === 'unknown' ? null : { ratio, detail: fee_history?.detail ?? null }
	});
}
