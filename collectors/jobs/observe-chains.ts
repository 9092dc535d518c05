import { ZKSYNC_ECOSYSTEM, type Ecosystem } from '#lib/domain/ecosystem.ts';
import type { Observation, StateSubject } from '#lib/domain/observations.ts';
import { addressOf, calldata, uintOf, uintsOf, wordsOf } from './abi.ts';
import { askContracts, asOf } from './ask-contracts.ts';
import type { Look } from './observe.ts';

/** Of the Bridgehub (matter-labs/era-contracts, IBridgehub) … */
const ALL_CHAIN_IDS = '0x68b8d331'; // getAllZKChainChainIDs()
export const CHAIN_CONTRACT = '0xe680c4c1'; // getZKChain(uint256)
const SETTLEMENT_LAYER = '0x671a7131'; // settlementLayer(uint256)
/** … and of the contract of a chain (IGetters). */
export const PROTOCOL_VERSION = '0xf5c1182c'; // getSemverProtocolVersion()
const OF_CONTRACT = [
	PROTOCOL_VERSION,
	'0x46657fe9', // getVerifier()
	'0xdb1f0bf9', // getTotalBatchesCommitted()
	'0xef3f0bae', // getTotalBatchesVerified()
	'0xb8c2f66f' // getTotalBatchesExecuted()
];

/**
 * What Ethereum says of every chain of the Bridgehub: its contract, where it settles, which protocol version and
 * verifier it has, how many batches reached each stage; and how many chains settle elsewhere than on Ethereum.
 */
export async function observeChains(
	look: Look,
	ecosystem: Ecosystem = ZKSYNC_ECOSYSTEM
): Promise<Observation[]> {
	if (look.chain.id !== ecosystem.chainId) return [];
	const { bridgehub } = ecosystem;
	const listed = await askContracts(look, [{ to: bridgehub, data: ALL_CHAIN_IDS }]);
	const ids = uintsOf(listed[0]?.value)?.map(Number);
	if (!ids) throw new Error(`no Bridgehub answers at ${bridgehub}: it lists no chains`);
	const ofBridgehub = await askContracts(
		look,
		ids.flatMap((id) => [
			{ to: bridgehub, data: calldata(CHAIN_CONTRACT, BigInt(id)) },
			{ to: bridgehub, data: calldata(SETTLEMENT_LAYER, BigInt(id)) }
		])
	);
	const host = ofBridgehub[0]?.host ?? listed[0]!.host;
	const chains = ids.map((id, index) => ({
		id,
		contract: addressOf(ofBridgehub[2 * index]?.value),
		settlesOn: uintOf(ofBridgehub[2 * index + 1]?.value)
	}));
	const inStates = chains.flatMap(({ contract }) =>
		contract === null ? [] : OF_CONTRACT.map((data) => ({ to: contract, data }))
	);
	const answers = (await askContracts(look, inStates)).map(({ value }) => value);
	const states: Observation[] = [];
	for (const { id, contract, settlesOn } of chains) {
		const tell = (subject: StateSubject, value: string | null, note: string): void => {
			const detail = value === null ? { note } : null;
			states.push({ ...asOf(look), about: id, subject, value, detail, host, method: 'eth_call' });
		};
		tell('chain.diamond', contract, 'the Bridgehub names no contract of it');
		tell(
			'chain.settlement_layer',
			isNamed(settlesOn) ? String(settlesOn) : null,
			'the Bridgehub names no chain that it settles on'
		);
		if (contract === null) continue;
		const [version, verifier, ...counts] = answers.splice(0, OF_CONTRACT.length);
		const batches = counts.map(uintOf);
		const refused = `its contract ${contract} does not answer that`;
		tell('chain.protocol_version', versionOf(version), refused);
		tell('chain.verifier', addressOf(verifier), refused);
		tell('chain.batches', batches.includes(null) ? null : batches.join('/'), refused);
	}
	return [...states, gatewayCount(look, chains, host)];
}

/** "0.29.4", of an answer of three words; null of another. */
export function versionOf(answer: unknown): string | null {
	const words = wordsOf(answer);
	return words?.length === 3 ? words.join('.') : null;
}

/** Whether the Bridgehub names a settlement layer: it answers 0 where it knows none. */
function isNamed(layer: bigint | null): layer is bigint {
	return layer !== null && layer !== 0n;
}

function gatewayCount(
	look: Look,
	chains: readonly { readonly id: number; readonly settlesOn: bigint | null }[],
	host: string
): Observation {
	const elsewhere = chains.filter(
		({ settlesOn }) => isNamed(settlesOn) && settlesOn !== BigInt(look.chain.id)
	);
	const unnamed = chains.filter(({ settlesOn }) => !isNamed(settlesOn)).map(({ id }) => id);
	const unread = chains.filter(({ settlesOn }) => settlesOn === null).length;
	return {
		...asOf(look),
		about: look.chain.id,
		subject: 'settlement.on_gateway',
		// Where the Bridgehub answers of none, nothing is known; of some, they may be elsewhere too.
		value: unread > 0 && unread === chains.length ? null : String(elsewhere.length),
		detail: {
			...(unread > 0 ? { interval: [elsewhere.length, elsewhere.length + unread] as const } : {}),
			chains: chains.length,
			elsewhere: Object.fromEntries(elsewhere.map(({ id, settlesOn }) => [id, String(settlesOn)])),
			unnamed,
			...(unnamed.length > 0
				? { note: `of ${unnamed.join(', ')} the Bridgehub names no chain that they settle on` }
				: {})
		},
		host,
		method: 'eth_call'
	};
}
