import type { Chain } from '#lib/domain/chains.ts';
import { parseSettings, type CollectorSettings } from '#lib/domain/settings.ts';
import { checkHeadSocket, type HeadSocketCheckup } from '../chains/checkup/check-head-socket.ts';
import { examineEndpoint, type EndpointCheckup } from '../chains/checkup/examine.ts';
import { chosenChains, parseArguments } from './arguments.ts';
import { endpointsOf } from './chain-pass.ts';
import type { CommandContext } from './command.ts';
import { keepCheckups } from './keep-checkups.ts';
import { chainLines } from './doctor-lines.ts';

/** What the endpoints of one chain can do. */
export interface ChainCheckup {
	readonly id: number;
	readonly name: string;
	/** Whether one of them at least is. */
	readonly usable: boolean;
	readonly endpoints: readonly EndpointCheckup[];
	/** WebSockets of the settings; a chain is usable without. */
	readonly head_sockets: readonly HeadSocketCheckup[];
}

/**
 * `doctor [--chain ID…]`: ask every configured endpoint what it can do, all at once. What `plan` needs of it is kept where
 * there is a database; none is made. Exit code 1 when a chain has no usable endpoint.
 */
export async function doctor(context: CommandContext): Promise<number> {
	const { values } = parseArguments(context.args, {
		chain: { type: 'string', multiple: true },
		json: { type: 'boolean', default: false }
	});
	const settings = parseSettings(context.env);
	const chains = chosenChains(values.chain, settings.chains);
	for (const chain of chains) endpointsOf(chain, settings);
	const terminal = values.json ? null : context.terminal;
	terminal?.write('asking every endpoint; this takes less than a minute\n');
	const checkups = await Promise.all(
		chains.map((chain) => examineChain(chain, settings, context.signal))
	);
	const usable = checkups.every((chain) => chain.usable);
	const notKept = await keepCheckups(checkups, settings.databaseUrl, context.now());
	if (terminal) {
		for (const chain of checkups)
			for (const line of chainLines(chain, terminal.paint)) context.write(line);
		if (notKept !== null) context.write(terminal.paint('dim', `\nnot kept for plan: ${notKept}`));
	} else context.write(JSON.stringify({ usable, not_kept: notKept, chains: checkups }));
	return usable ? 0 : 1;
}

async function examineChain(
	chain: Chain,
	settings: CollectorSettings,
	signal: AbortSignal
): Promise<ChainCheckup> {
	const rate = settings.rates.get(chain.id);
	const sockets = settings.headSockets.get(chain.id) ?? [];
	const [endpoints, headSockets] = await Promise.all([
		Promise.all(
			endpointsOf(chain, settings).map((url) => examineEndpoint({ chain, url, signal, rate }))
		),
		Promise.all(sockets.map((url) => checkHeadSocket(url, chain.id, signal)))
	]);
	const newest = Math.max(...endpoints.map(({ head }) => head?.number ?? -1));
	return {
		id: chain.id,
		name: chain.name,
		usable: endpoints.some((endpoint) => endpoint.usable),
		endpoints: endpoints.map((endpoint) => ({
			...endpoint,
			lag_blocks: endpoint.head && newest - endpoint.head.number
		})),
		head_sockets: headSockets
	};
}
