import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { runChild } from '../child.ts';
import { median, ROUNDS, type Bench, type Figure, type Goal } from '../measured.ts';
import type { Seen } from './limited-server.ts';
import type { ClientOutcome, ClientTask } from './run-client.ts';

const SECONDS = 60;
/** What the endpoint allows in that time: its rate, and the bucket that was full. */
const ALLOWANCE = 25 * SECONDS + 25;
const CLIENTS = ['ours', 'viem_pool', 'viem_batch'] as const;
const COUNTED = ['calls', 'requests'] as const;
const SERVER = fileURLToPath(new URL('limited-server.ts', import.meta.url));

interface Score {
	/** Shares in per cent. */
	readonly used: number;
	readonly refused: number;
	readonly lost: number;
	readonly blocks: number;
}

/** How much of a limited endpoint’s allowance a client uses that is not told of the limit, beside viem. */
export const rateLimit: Bench = {
	name: 'rate-limit',
	sentence: 'an endpoint that allows 25 calls, or 25 requests, a second, for a minute',
	usage: '',
	async run(_args, tell) {
		const scores = new Map<string, Score[]>();
		for (let round = 1; round <= ROUNDS; round++) {
			tell(
				`round ${round} of ${ROUNDS}: ${SECONDS} s for each client, with an endpoint for each way of counting`
			);
			// One client at a time: those that hammer would take the processor from those that wait.
			for (const client of CLIENTS)
				await Promise.all(
					COUNTED.map(async (counted) => {
						const key = `${client}, ${counted}`;
						scores.set(key, [...(scores.get(key) ?? []), await scoreOf(client, counted)]);
					})
				);
		}
		const of = (key: string, what: keyof Score) =>
			median((scores.get(key) ?? []).map((score) => score[what]));
		const figures: Figure[] = [];
		const goals: Goal[] = [];
		const ratios: Record<string, number> = {};
		for (const counted of COUNTED)
			for (const client of CLIENTS) {
				const key = `${client}, ${counted}`;
				figures.push(
					{ name: `${key}: used`, value: of(key, 'used'), unit: '%' },
					{ name: `${key}: refused`, value: of(key, 'refused'), unit: '%' },
					{ name: `${key}: lost`, value: of(key, 'lost'), unit: 'blocks' }
				);
				if (client === 'ours')
					goals.push(
						{ name: `${key}: used`, value: of(key, 'used'), atLeast: 95 },
						{ name: `${key}: refused`, value: of(key, 'refused'), atMost: 2 },
						{ name: `${key}: lost`, value: of(key, 'lost'), atMost: 0 }
					);
				else
					ratios[`${client}_${counted}`] =
						of(`ours, ${counted}`, 'blocks') / Math.max(1, of(key, 'blocks'));
			}
		return {
			figures,
			ratios,
			goals,
			notes: [
				'Used: what was allowed ÷ what could have been, from the first second on, learning included.',
				'Refused: requests answered 429 ÷ all requests. Lost: blocks given up after the client’s own retries.'
			]
		};
	}
};

async function scoreOf(client: string, counted: string): Promise<Score> {
	const server = spawn(process.execPath, [SERVER, counted, String(SECONDS)], {
		stdio: ['pipe', 'pipe', 'inherit']
	});
	const lines = createInterface(server.stdout)[Symbol.asyncIterator]();
	const port = String((await lines.next()).value);
	// A little longer than the minute that is scored, so that nobody stops before it is over.
	const task: ClientTask = { client, url: `http://127.0.0.1:${port}`, seconds: SECONDS + 2 };
	const outcome = await runChild<ClientOutcome>('rate-limit/run-client.ts', task);
	server.stdin.end();
	const seen = JSON.parse(String((await lines.next()).value)) as Seen;
	await once(server, 'exit');
	return {
		used: (100 * seen.unitsAllowed) / ALLOWANCE,
		refused: (100 * seen.requestsRefused) / Math.max(1, seen.requests),
		lost: outcome.lost,
		blocks: outcome.blocks
	};
}
