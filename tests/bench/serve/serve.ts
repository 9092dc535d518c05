import { ARTICLES } from '#lib/articles/index.ts';
import { inFolder } from '../child.ts';
import { median, type Bench, type Figure, type Goal, type Measured, ROUNDS } from '../measured.ts';
import { startMadeSite, type MadeSite } from './made-site.ts';
import { missingTools, requestsPerSecond, startNginx } from './static-server.ts';

const BLOCKS = 1_000_000;
const UNCACHED_REQUESTS = 20;
const WARM_REQUESTS = 300;

const claim = ARTICLES.flatMap(({ claims }) => claims).find(({ rating }) => rating.rated);
const PAGES: Readonly<Record<string, string>> = {
	scoreboard: '/',
	claim: `/claims/${claim?.slug}`
};

/** One request after another; the middle of their times, in ms. */
async function latency(
	url: string,
	requests: number,
	before: () => Promise<void> | void
): Promise<number> {
	const times: number[] = [];
	for (let request = 0; request < requests; request++) {
		await before();
		const startedAt = performance.now();
		const answer = await fetch(url);
		await answer.arrayBuffer();
		if (!answer.ok) throw new Error(`${url} answered ${answer.status}`);
		times.push(performance.now() - startedAt);
	}
	return median(times);
}

interface PageOutcome {
	readonly figures: Figure[];
	readonly ratios: Record<string, number>;
	readonly goals: Goal[];
}

async function measurePage(
	name: string,
	url: string,
	{ outdate }: MadeSite,
	hasTools: boolean
): Promise<PageOutcome> {
	const uncached: number[] = [];
	const warm: number[] = [];
	const rates: number[] = [];
	const staticRates: number[] = [];
	const bytes = Buffer.from(await (await fetch(url)).arrayBuffer());
	for (let round = 0; round < ROUNDS; round++) {
		uncached.push(await latency(url, UNCACHED_REQUESTS, outdate));
		warm.push(await latency(url, WARM_REQUESTS, () => undefined));
		if (!hasTools) continue;
		rates.push(await requestsPerSecond(url));
		staticRates.push(
			await inFolder(async (folder) => {
				const nginx = await startNginx(folder, bytes);
				try {
					return await requestsPerSecond(nginx.url);
				} finally {
					await nginx.stop();
				}
			})
		);
	}
	// Sequential times have the client in them; where wrk is there, its rate says what the server can do.
	const warmRate = hasTools ? median(rates) : 1000 / median(warm);
	const ratios: Record<string, number> = {
		[`${name}_uncached`]: (warmRate * median(uncached)) / 1000,
		...(hasTools ? { [`${name}_nginx`]: median(rates) / median(staticRates) } : {})
	};
	return {
		figures: [
			{ name: `${name}, size`, value: bytes.length / 1000, unit: 'kB' },
			{ name: `${name}, uncached`, value: median(uncached), unit: 'ms' },
			{ name: `${name}, warm`, value: median(warm), unit: 'ms, one after another' },
			...(hasTools
				? [
						{ name: `${name}, warm by wrk`, value: median(rates), unit: 'requests/s' },
						{ name: `${name}, by nginx`, value: median(staticRates), unit: 'requests/s' }
					]
				: [])
		],
		ratios,
		goals: Object.entries(ratios).map(([each, value]) => ({
			name: each,
			value,
			atLeast: each.endsWith('_nginx') ? 0.35 : 60
		}))
	};
}

async function run(_args: readonly string[], tell: (line: string) => void): Promise<Measured> {
	const absent = missingTools();
	return inFolder(async (folder) => {
		tell(`storing and judging ${BLOCKS} blocks`);
		const site = await startMadeSite(folder, BLOCKS);
		try {
			const pages: PageOutcome[] = [];
			for (const [name, path] of Object.entries(PAGES)) {
				tell(`${name} at ${path}`);
				const url = `http://127.0.0.1:${site.port}${path}`;
				pages.push(await measurePage(name, url, site, absent.length === 0));
			}
			return {
				figures: pages.flatMap(({ figures }) => figures),
				ratios: Object.assign({}, ...pages.map(({ ratios }) => ratios)) as Record<string, number>,
				goals: pages.flatMap(({ goals }) => goals),
				notes:
					absent.length === 0
						? ['wrk: one thread, 32 connections, 5 s.']
						: [
								`Absent on this machine: ${absent.join(', ')} (apt-get install nginx wrk). Nothing was compared with a static server, and warm times have the client in them.`
							]
			};
		} finally {
			await site.stop();
		}
	});
}

/** What the site carries, uncached and warm, beside the same bytes as a file. */
export const serve: Bench = {
	name: 'serve',
	sentence: 'the scoreboard and a claim’s page over 1,000,000 blocks, against nginx',
	usage: '',
	run
};
