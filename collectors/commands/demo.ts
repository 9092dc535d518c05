import { readdirSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { parseSettings, type Settings } from '#lib/domain/settings.ts';
import { iso } from '#lib/domain/time.ts';
import { openStore } from '#lib/server/store/open.ts';
import { HISTORY_DAYS } from '../devnet/demo-chains.ts';
import { startDemoDevnet, type DemoDevnet } from '../devnet/demo-devnet.ts';
import { findAddress, type SiteAddress } from '../site/address.ts';
import { ensureBuilt } from '../site/build.ts';
import { collectAndServe } from '../site/collect-and-serve.ts';
import { parseArguments } from './arguments.ts';
import type { CommandContext } from './command.ts';

/** The demo's own database, made anew at each start because its chains are new. */
const DEMO_DATABASE = 'data/demo.db';

/**
 * `demo`: the same as `start` on local chains with made-up traffic, in a database of its own that
 * `DATABASE_URL` does not change. Ends with exit code 0 when it is told to, with 1 when a part ends
 * by itself.
 */
export async function demo(context: CommandContext): Promise<number> {
	parseArguments(context.args, {});
	const address = await findAddress(parseSettings(context.env));
	if (typeof address === 'string') {
		context.write(address);
		return 1;
	}
	return runDemo(context, address);
}

/** The demo at an address that is known to be free. */
export async function runDemo(context: CommandContext, address: SiteAddress): Promise<number> {
	const { signal, write } = context;
	await makeDatabase();
	let devnet: DemoDevnet;
	try {
		devnet = await prepare(context);
	} catch (error) {
		if (signal.aborted) return 0;
		throw error;
	}
	const ended = new AbortController();
	const untilEnded = AbortSignal.any([signal, ended.signal]);
	const traffic = devnet.runTraffic({ write, now: context.now, signal: untilEnded });
	try {
		const env = demoEnvironment(context.env, devnet, address);
		const settings: Settings = parseSettings(env);
		write('DEMO: every figure is about these two chains and about no public network');
		const outcome = await collectAndServe({
			settings,
			address,
			env,
			signal,
			write,
			// The chains end last, below: a collector that is still ending would complain of their loss.
			beside: [{ name: 'local chain:', exited: devnet.exited, stop: () => Promise.resolve() }],
			handOver: () => Promise.resolve(null)
		});
		if (outcome.kind !== 'died') return 0;
		write(`${outcome.sentence}; what it said stands above`);
		return 1;
	} finally {
		ended.abort();
		await traffic;
		await devnet.stop();
	}
}

/** Make the past while the site is built. When one fails the other is ended, and no chain is left. */
async function prepare({ env, signal, write, now }: CommandContext): Promise<DemoDevnet> {
	const failed = new AbortController();
	const untilFailed = AbortSignal.any([signal, failed.signal]);
	const orEndBoth = async <Result>(work: Promise<Result>): Promise<Result> => {
		try {
			return await work;
		} catch (error) {
			failed.abort(error);
			throw error;
		}
	};
	write(`making ${HISTORY_DAYS} days of history on two local chains…`);
	const [devnet, built] = await Promise.allSettled([
		orEndBoth(startDemoDevnet(now(), progressLines(write), untilFailed)),
		orEndBoth(ensureBuilt(write, untilFailed, env))
	]);
	if (devnet.status === 'fulfilled' && built.status === 'fulfilled') return devnet.value;
	if (devnet.status === 'fulfilled') await devnet.value.stop();
	throw failed.signal.reason;
}

async function makeDatabase(): Promise<void> {
	const folder = dirname(DEMO_DATABASE);
	for (const file of filesOf(folder))
		if (file.startsWith(basename(DEMO_DATABASE))) rmSync(join(folder, file));
	const fresh = await openStore(`file:${DEMO_DATABASE}`);
	try {
		await fresh.markDemo();
	} finally {
		await fresh.close();
	}
}

function filesOf(folder: string): string[] {
	try {
		return readdirSync(folder);
	} catch (error) {
		if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
		throw error;
	}
}

/** The environment of collector and site: what was set about other chains is left out. */
function demoEnvironment(
	env: NodeJS.ProcessEnv,
	devnet: DemoDevnet,
	address: SiteAddress
): NodeJS.ProcessEnv {
	const kept = Object.entries(env).filter(
		([name]) => !/^CLAIMGAUGE_(CHAINS$|RPC_|RATE_|SINCE_|KEEP_)/.test(name)
	);
	const own = devnet.chains.flatMap(({ chain, anvil, since }) => [
		[`CLAIMGAUGE_RPC_${chain.id}`, anvil.url],
		[`CLAIMGAUGE_SINCE_${chain.id}`, iso(since)]
	]);
	return {
		...Object.fromEntries(kept),
		...Object.fromEntries(own),
		CLAIMGAUGE_CHAINS: devnet.chains.map(({ chain }) => chain.id).join(','),
		DATABASE_URL: `file:${DEMO_DATABASE}`,
		PORT: String(address.port)
	};
}

/** A line at each quarter. */
function progressLines(write: (line: string) => void): (made: number, planned: number) => void {
	let quarter = 0;
	return (made, planned) => {
		const reached = Math.floor((4 * made) / planned);
		if (reached <= quarter) return;
		quarter = reached;
		write(`made ${made.toLocaleString('en')} of ${planned.toLocaleString('en')} blocks`);
	};
}
