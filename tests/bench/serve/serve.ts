import { inFolder } from '../child.ts';
import { median, type Bench, type Figure, type Goal, type Measured, ROUNDS } from '../measured.ts';
import { measuredClaim, startMadeSite, type MadeSite } from './made-site.ts';
import { missingTools, requestsPerSecond, startNginx } from './static-server.ts';

const BLOCKS = 1_000_000;
const UNCACHED_REQUESTS = 20;
const COLD_EMBEDS = 10;
const WARM_REQUESTS = 300;

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

interface Outcome {
	readonly figures: Figure[];
	readonly ratios: Record<string, number>;
	readonly goals: Goal[];
}

async function measurePage(
	name: string,
	url: string,
	{ outdate }: MadeSite,
	hasTools: boolean,
	leastToUncached: number
): Promise<Outcome> {
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
			atLeast: each.endsWith('_nginx') ? 0.35 : leastToUncached
		}))
	};
}

/** The embed of the claim as a picture of either kind, by turns, never out of the cache. */
async function measureEmbeds(embed: string, { outdate }: MadeSite): Promise<Outcome> {
	const cold = (form: 'svg' | 'png', requests: number) =>
		latency(`${embed}.${form}`, requests, outdate);
	// the first PNG of a process reads the fonts
	for (const form of ['svg', 'png'] as const) await cold(form, 1);
	const svg: number[] = [];
	const png: number[] = [];
	for (let round = 0; round < ROUNDS; round++) {
		svg.push(await cold('svg', COLD_EMBEDS));
		png.push(await cold('png', COLD_EMBEDS));
	}
	const ratio = median(png) / median(svg);
	return {
		figures: [
			{ name: 'embed as SVG, cold', value: median(svg), unit: 'ms' },
			{ name: 'embed as PNG, cold', value: median(png), unit: 'ms' }
		],
		ratios: { png_time_to_svg: ratio },
		goals: [{ name: 'png_time_to_svg', value: ratio, atMost: 5 }]
	};
}

async function run(_args: readonly string[], tell: (line: string) => void): Promise<Measured> {
	const absent = missingTools();
	return inFolder(async (folder) => {
		tell(`storing and judging ${BLOCKS} blocks`);
		const site = await startMadeSite(folder, BLOCKS);
		try {
			const base = `http://127.0.0.1:${site.port}`;
			const claim = await measuredClaim(base);
			const outcomes: Outcome[] = [];
			for (const [name, path, leastToUncached] of [
				['scoreboard', '/', 60],
				['claim', `/claims/${claim}`, 60],
				['json', '/api/v1/claims', 4]
			] as const) {
				tell(`${name} at ${path}`);
				outcomes.push(
					await measurePage(name, base + path, site, absent.length === 0, leastToUncached)
				);
			}
			tell(`pictures of ${claim}`);
			outcomes.push(await measureEmbeds(`${base}/embed/claims/${claim}`, site));
			return {
				figures: outcomes.flatMap(({ figures }) => figures),
				ratios: Object.assign({}, ...outcomes.map(({ ratios }) => ratios)) as Record<
					string,
					number
				>,
				goals: outcomes.flatMap(({ goals }) => goals),
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
	sentence: 'pages and pictures over 1,000,000 blocks, kept and not, against nginx',
	usage: '',
	run
};
