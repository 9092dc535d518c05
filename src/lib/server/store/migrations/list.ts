import type { Migration } from 'kysely/migration';
import type { SchemaWords } from '../engine.ts';
import { firstTables } from './0001-first-tables.ts';
import { pricesAndTokenFees } from './0002-prices-and-token-fees.ts';
import { batchesAndMethods } from './0003-batches-and-methods.ts';
import { gasLimits } from './0004-gas-limits.ts';
import { wantedRanges } from './0006-wanted-ranges.ts';
import { endpointChecks } from './0007-endpoint-checks.ts';
import { retention } from './0008-retention.ts';
import { endpointAbilities } from './0009-endpoint-abilities.ts';
import { userOperations } from './0010-user-operations.ts';
import { settlement } from './0011-settlement.ts';
import { feeHistory } from './0012-fee-history.ts';
import { observations } from './0013-observations.ts';
import { headStalls } from './0015-head-stalls.ts';
import { verdictEmbeds } from './0016-verdict-embeds.ts';
import { shownChanges } from './0017-shown-changes.ts';
import { passRequests } from './0018-pass-requests.ts';
import { endpointHeads } from './0019-endpoint-heads.ts';

/** Every migration by name, in the order they run. A released one never changes. */
export const MIGRATIONS: Readonly<Record<string, (words: SchemaWords) => Migration>> = {
	'0001-first-tables': firstTables,
	'0002-prices-and-token-fees': pricesAndTokenFees,
	'0003-batches-and-methods': batchesAndMethods,
	'0004-gas-limits': gasLimits,
	'0006-wanted-ranges': wantedRanges,
	'0007-endpoint-checks': endpointChecks,
	'0008-retention': retention,
	'0009-endpoint-abilities': endpointAbilities,
	'0010-user-operations': userOperations,
	'0011-settlement': settlement,
	'0012-fee-history': feeHistory,
	'0013-observations': observations,
	'0015-head-stalls': headStalls,
	'0016-verdict-embeds': verdictEmbeds,
	'0017-shown-changes': shownChanges,
	'0018-pass-requests': passRequests,
	'0019-endpoint-heads': endpointHeads
};
