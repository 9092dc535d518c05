import { startCallProxy } from './call-proxy.ts';
import type { FaultGround } from './fault-ground.ts';
import { startFaultyProxy, type Fault } from './faulty-proxy.ts';
import { makeTraffic } from './made-traffic.ts';

/** An endpoint that is no good from beginning to end, to stand among good ones. */
export interface BadEndpoint {
	/** Start what there is to start, once for a ground. Gives its URL. */
	start(ground: FaultGround): Promise<string>;
	/** It tells of other blocks, which only two others can contradict. */
	readonly isUntrue?: true;
	/** An event that a collector must report, and one that it must not. */
	readonly told?: string;
	readonly notTold?: string;
}

/** Blocks by which it is behind the others. */
const BEHIND = 60;
/** Blocks that a forked node shares with the others. */
const SHARED = 40;

export const BAD_ENDPOINTS = {
	refused: { start: async () => 'http://127.0.0.1:9' },
	no_name: { start: async () => 'http://no-such-host.invalid' },
	other_chain: {
		start: async (ground) => (await ground.startNode(3, '10')).url,
		notTold: '"failed"'
	},
	hung: { start: (ground) => alwaysFaulty(ground, 'hung') },
	slow: { start: (ground) => alwaysFaulty(ground, 'slow') },
	huge: { start: (ground) => alwaysFaulty(ground, 'huge') },
	lagging: {
		start: async (ground) => (await ground.startNode(ground.blocks - BEHIND)).url,
		told: '"lagging"'
	},
	/** It has every block and says that an older one is the newest. */
	head_stuck: {
		start: (ground) => withHead(ground, () => true),
		told: '"lagging"'
	},
	head_going_back: {
		start: (ground) => {
			let asked = 0;
			return withHead(ground, () => asked++ % 2 === 0);
		}
	},
	lying: {
		start: async (ground) => {
			const liar = await startCallProxy(ground.good, {
				change: (_, result) =>
					isBlock(result) ? { ...result, gasUsed: oneMore(result['gasUsed'] ?? '0x0') } : result
			});
			ground.atEnd(liar.stop);
			return liar.url;
		},
		isUntrue: true,
		told: '"disagreement"'
	},
	forked: {
		start: async (ground) => {
			const node = await ground.startNode(SHARED);
			await makeTraffic(node, ground.blocks - SHARED, ground.startTime + 5_000);
			return node.url;
		},
		isUntrue: true,
		told: '"disagreement"'
	}
} satisfies Record<string, BadEndpoint>;

export type BadEndpointName = keyof typeof BAD_ENDPOINTS;
export const ALL_BAD_ENDPOINTS = Object.keys(BAD_ENDPOINTS) as BadEndpointName[];

async function alwaysFaulty(ground: FaultGround, fault: Fault): Promise<string> {
	const proxy = await startFaultyProxy(ground.good);
	proxy.next = () => fault;
	ground.atEnd(proxy.stop);
	return proxy.url;
}

/** A good node that, when `isOld`, gives an older block as its newest. */
async function withHead(ground: FaultGround, isOld: () => boolean): Promise<string> {
	const older = `0x${(ground.blocks - BEHIND).toString(16)}`;
	const proxy = await startCallProxy(ground.good, {
		ask: (call) =>
			call.method === 'eth_getBlockByNumber' && call.params[0] === 'latest' && isOld()
				? { ...call, params: [older, ...call.params.slice(1)] }
				: call
	});
	ground.atEnd(proxy.stop);
	return proxy.url;
}

function isBlock(result: unknown): result is Record<string, string> {
	return (
		typeof result === 'object' && result !== null && 'gasUsed' in result && 'parentHash' in result
	);
}

function oneMore(hex: string): string {
	return `0x${(Number(hex) + 1).toString(16)}`;
}
