import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
	headerWithHashes,
	PROFILES,
	receipts,
	VARIANTS,
	wholeBlock,
	type Profile
} from './made-block.ts';
import {
	createTemplate,
	FIRST_NUMBER,
	LAST_NUMBER,
	writeBlock,
	type Template
} from './template.ts';

/**
 * An endpoint that answers from memory, in a process of its own: `node tests/bench/replay/server.ts PROFILE
 * CHAIN_ID`. Prints its port, and ends when its parent closes its standard input.
 */
interface Call {
	readonly id: number;
	readonly method: string;
	readonly params?: readonly unknown[];
}

const profile = PROFILES.find((each) => each === process.argv[2]) as Profile;
const chainId = Number(process.argv[3]);
if (!profile || !Number.isSafeInteger(chainId))
	throw new RangeError(`usage: server.ts ${PROFILES.join('|')} CHAIN_ID`);

const variants = Array.from({ length: VARIANTS }, (_, variant) => variant);
const templates = {
	hashes: variants.map((each) => createTemplate(headerWithHashes(profile, each))),
	whole: variants.map((each) => createTemplate(wholeBlock(profile, each))),
	receipts: variants.map((each) => createTemplate(receipts(profile, each)))
};

/** What a call is answered with: a block's template, or a small value. */
function answerTo(call: Call): { template: Template; number: number } | string {
	const [tag, whole] = call.params ?? [];
	if (call.method === 'eth_chainId') return `"0x${chainId.toString(16)}"`;
	if (call.method === 'net_version') return `"${chainId}"`;
	if (call.method === 'eth_blockNumber') return `"0x${LAST_NUMBER.toString(16)}"`;
	const number = tag === 'latest' || tag === 'finalized' ? LAST_NUMBER : Number(tag);
	if (!(number >= FIRST_NUMBER && number <= LAST_NUMBER)) return 'null';
	const of = (list: readonly Template[]) => ({ template: list[number % VARIANTS]!, number });
	if (call.method === 'eth_getBlockByNumber') return of(whole ? templates.whole : templates.hashes);
	if (call.method === 'eth_getBlockReceipts') return of(templates.receipts);
	throw new Error(`the replay server has no ${call.method}`);
}

const OPENING = '{"jsonrpc":"2.0","id":';
const MIDDLE = ',"result":';
/** More than an opening with its id takes. */
const FRAME_BYTES = 64;

function answer(body: string): Buffer {
	const request = JSON.parse(body) as Call | Call[];
	const calls = Array.isArray(request) ? request : [request];
	const answers = calls.map(answerTo);
	const bytes = answers.reduce(
		(sum, each) =>
			sum + FRAME_BYTES + (typeof each === 'string' ? each.length : each.template.bytes.length),
		2
	);
	const target = Buffer.allocUnsafe(bytes);
	let at = 0;
	for (const [index, each] of answers.entries()) {
		const lead = Array.isArray(request) ? (index === 0 ? '[' : ',') : '';
		at += target.write(`${lead}${OPENING}${calls[index]!.id}${MIDDLE}`, at, 'latin1');
		at =
			typeof each === 'string'
				? at + target.write(each, at, 'latin1')
				: writeBlock(each.template, each.number, target, at);
		at += target.write('}', at, 'latin1');
	}
	if (Array.isArray(request)) at += target.write(']', at, 'latin1');
	return target.subarray(0, at);
}

async function read(request: IncomingMessage): Promise<string> {
	let body = '';
	request.setEncoding('latin1');
	for await (const chunk of request) body += chunk as string;
	return body;
}

const server = createServer((request, response) => {
	void read(request).then((body) => {
		const bytes = answer(body);
		response.writeHead(200, {
			'content-type': 'application/json',
			'content-length': bytes.length
		});
		response.end(bytes);
	});
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => console.log((server.address() as AddressInfo).port));
process.stdin.resume();
process.stdin.once('end', () => process.exit());
