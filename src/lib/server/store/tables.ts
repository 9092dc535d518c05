import type { ColumnType } from 'kysely';
import type { EndpointTables } from './endpoint-tables.ts';

/**
 * An integer that may pass 2⁵³. Selecting the column as it is would be silently wrong, so its type is
 * `never`: read it with `exactText` and turn it into a BigInt.
 */
export type WideInteger = ColumnType<never, bigint, bigint>;
type NullableWideInteger = ColumnType<null, bigint | null, bigint | null>;

/** The tables as Kysely sees them; what each column means stands in `docs/tables.md`. */
export interface Tables extends EndpointTables {
	meta: { key: string; value: string };
	block: {
		chain_id: number;
		number: number;
		timestamp: number;
		tx_count: number;
		user_tx_count: number;
		gas_used: number;
		base_fee: NullableWideInteger;
	};
	block_hash: { chain_id: number; number: number; hash: Uint8Array };
	gas_limit_range: { chain_id: number; from_block: number; to_block: number; gas_limit: number };
	gas_limit_gap: { chain_id: number; from_block: number; to_block: number };
	transfer_fee: {
		chain_id: number;
		block_number: number;
		transaction_index: number;
		fee_class: number;
		fee_gwei: WideInteger;
		fee_wei_rest: number;
	};
	user_op_extra: { chain_id: number; block_number: number; extra: number };
	user_op_range: {
		chain_id: number;
		from_block: number;
		to_block: number;
		from_time: number;
		to_time: number;
	};
	batch: {
		chain_id: number;
		number: number;
		from_block: number;
		to_block: number;
		opened_at: number;
		sealed_at: number;
		l1_tx_count: number;
		l2_tx_count: number;
		root_hash: Uint8Array;
	};
	batch_stage: {
		chain_id: number;
		batch: number;
		stage: number;
		clock: number;
		at: number;
		tx_hash: Uint8Array | null;
		settled_on: number | null;
	};
	settlement_step: {
		chain_id: number;
		batch: number;
		stage: number;
		l1_block: number;
		log_index: number;
		at: number;
		tx_hash: Uint8Array;
	};
	settlement_revert: {
		chain_id: number;
		l1_block: number;
		log_index: number;
		committed: number;
		proven: number;
	};
	settlement_transaction: {
		chain_id: number;
		l1_block: number;
		tx_hash: Uint8Array;
		gas_used: number;
		gas_price: WideInteger;
		blob_gas_used: number;
		blob_gas_price: NullableWideInteger;
		input_bytes: number | null;
		steps: number;
		commits: number;
	};
	price_round: {
		chain_id: number;
		feed: string;
		phase: number;
		round: number;
		answer: string | null;
		started_at: number;
		updated_at: number;
		fault: string | null;
	};
	price_check: {
		chain_id: number;
		feed: string;
		checked_at: number;
		known_to: number | null;
		ok: number;
		detail: string | null;
	};
	price_stretch: { chain_id: number; feed: string; from_time: number; to_time: number };
	fee_history_hour: {
		chain_id: number;
		hour: number;
		from_block: number;
		to_block: number;
		to_hash: Uint8Array;
	};
	fee_history_sum: {
		chain_id: number;
		class: number;
		hour: number;
		count: number;
		zero: number;
		sum_gwei: WideInteger;
		sum_wei_rest: number;
	};
	fee_history_bucket: {
		chain_id: number;
		class: number;
		hour: number;
		bucket: number;
		count: number;
	};
	told_fork: {
		chain_id: number;
		activates_at: number;
		host: string;
		blob_target: number | null;
		blob_max: number | null;
		update_fraction: number | null;
		checked_at: number;
	};
	fork_activation: {
		chain_id: number;
		activates_at: number;
		block: number;
		timestamp: number;
		hash: Uint8Array;
		parent_timestamp: number;
		rule_block: number | null;
		rule: string | null;
	};
	block_hour: {
		chain_id: number;
		hour: number;
		blocks: number;
		tx: number;
		user_tx: number;
		gas: WideInteger;
		first_block: number;
		last_block: number;
	};
	fullness_hour: {
		chain_id: number;
		hour: number;
		blocks: number;
		gas_used: WideInteger;
		gas_limit: string;
	};
	peak_hour: {
		chain_id: number;
		quantity: number;
		window_seconds: number;
		hour: number;
		value: number;
		at: number;
		block: number;
	};
	histogram_hour: {
		chain_id: number;
		class: number;
		hour: number;
		bucket: number;
		count: number;
	};
	fee_hour: {
		chain_id: number;
		fee_class: number;
		hour: number;
		count: number;
		zero: number;
		sum_gwei: WideInteger;
		sum_wei_rest: number;
	};
	user_op_hour: {
		chain_id: number;
		hour: number;
		blocks: number;
		user_ops: number;
		first_block: number;
		last_block: number;
	};
	followed_chain: { chain_id: number; from_block: number };
	wanted_range: { chain_id: number; kind: string; from_block: number; to_block: number };
	covered_range: {
		chain_id: number;
		kind: string;
		from_block: number;
		to_block: number;
		from_time: number;
		to_time: number;
		from_hash: string;
		to_hash: string;
		from_parent_hash: string | null;
	};
	dropped_range: { chain_id: number; part: string; from_time: number; to_time: number };
	gap: {
		chain_id: number;
		kind: string;
		from_block: number;
		to_block: number;
		reason: string;
		detail: string | null;
	};
	chain_head: {
		chain_id: number;
		number: number;
		timestamp: number;
		hash: string;
		finalized_number: number | null;
		finalized_timestamp: number | null;
		seen_at: number;
		endpoint: string;
	};
	observation: {
		chain_id: number;
		about_id: number;
		subject: string;
		first_seen_at: number;
		first_block: number;
		last_seen_at: number;
		last_block: number;
		value: string | null;
		detail: string | null;
		host: string;
		method: string;
	};
	reading: { reading_id: string; version: number; sha256: string };
	measurement: {
		id: string;
		chain_id: number;
		metric: string;
		statistic: string;
		window_from: number;
		window_to: number;
		body: string;
	};
	verdict: {
		claim_slug: string;
		evaluation: string;
		ordinal: number;
		data_date: string;
		id: string;
		computed_at: number;
		body: string;
	};
	verdict_embed: {
		claim_slug: string;
		verdict_id: string;
		body: string;
	};
	shown_change: {
		claim_slug: string;
		evaluation: string;
		ordinal: number;
		computed_at: number;
		from_finding: string;
		to_finding: string;
	};
}
