import { isoDay } from '../time.ts';

/** A day of a peer’s file: how many transactions it counts. */
export interface PeerDay {
	/** YYYY-MM-DD, UTC. */
	readonly day: string;
	readonly transactions: number;
}

/** What growthepie calls the chains that we know, by EIP-155 id. */
const NAMES: Readonly<Record<number, string>> = {
	1: 'ethereum',
	10: 'optimism',
	324: 'zksync_era',
	8453: 'base',
	42161: 'arbitrum',
	59144: 'linea',
	534352: 'scroll'
};

/** A file that is none of growthepie’s, or is not about the asked chain. The message says what it should be. */
export class PeerFileError extends Error {
	override readonly name = 'PeerFileError';
}

/**
 * The days of a saved file of growthepie, ascending: either what its API answers about one chain (JSON), or a table
 * with the columns chain, date and txcount (CSV). Days without a count are left out. Throws PeerFileError.
 */
export function parseGrowthepie(text: string, chainId: number): PeerDay[] {
	const name = NAMES[chainId];
	if (name === undefined)
		throw new PeerFileError(`chain ${chainId} has no name at growthepie that is known here`);
	const days = text.trimStart().startsWith('{') ? fromJson(text, name) : fromCsv(text, name);
	if (days.length === 0) throw new PeerFileError(`the file holds no day of ${name}`);
	return days.toSorted((a, b) => a.day.localeCompare(b.day));
}

interface ChainFile {
	readonly data?: {
		readonly chain_id?: unknown;
		readonly metrics?: { readonly txcount?: { readonly daily?: DailyTable } };
	};
}
interface DailyTable {
	readonly types?: unknown;
	readonly data?: unknown;
}

function fromJson(text: string, name: string): PeerDay[] {
	let file: ChainFile;
	try {
		file = JSON.parse(text) as ChainFile;
	} catch {
		throw new PeerFileError('the file begins like JSON and is none');
	}
	if (file.data?.chain_id !== name)
		throw new PeerFileError(
			`the file is about ${JSON.stringify(file.data?.chain_id ?? null)}, not about ${name}`
		);
	const { types, data } = file.data.metrics?.txcount?.daily ?? {};
	if (!Array.isArray(types) || !Array.isArray(data))
		throw new PeerFileError('the file has no data.metrics.txcount.daily with types and data');
	const [time, value] = [types.indexOf('unix'), types.indexOf('value')];
	return data.map((row: unknown, index) => {
		const [milliseconds, transactions] = Array.isArray(row) ? [row[time], row[value]] : [];
		if (typeof milliseconds !== 'number' || typeof transactions !== 'number')
			throw new PeerFileError(`data.metrics.txcount.daily.data[${index}] is no day with a count`);
		return { day: isoDay(milliseconds / 1000), transactions };
	});
}

function fromCsv(text: string, name: string): PeerDay[] {
	const [head = '', ...lines] = text.split(/\r?\n/);
	const columns = head.split(',');
	const at = (column: string): number => {
		const index = columns.indexOf(column);
		if (index < 0)
			throw new PeerFileError(
				`the file is no table of growthepie: it has no column "${column}", nor is it JSON`
			);
		return index;
	};
	const [chain, date, count] = [at('chain'), at('date'), at('txcount')];
	return lines.flatMap((line, index) => {
		const cells = line.split(',');
		const [day = '', transactions = ''] = [cells[date], cells[count]];
		if (cells[chain] !== name || transactions === '') return [];
		if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || !/^\d+(?:\.\d+)?$/.test(transactions))
			throw new PeerFileError(`line ${index + 2} is no day with a count: ${line.slice(0, 80)}`);
		return [{ day, transactions: Number(transactions) }];
	});
}
