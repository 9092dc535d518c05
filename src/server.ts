import { createServer, type RequestListener } from 'node:http';
import { parseSettings } from '#lib/domain/settings.ts';

/** What @sveltejs/adapter-node builds for servers of one's own. It runs the hooks while it is imported. */
const BUILT = new URL('../build/handler.js', import.meta.url);
/** Seconds that requests under way are given when the site ends: less than the supervisor's patience. */
const SHUTDOWN_SECONDS = 5;
const IDLE_CHECK_MS = 50;

/**
 * The process that `serve` and `start` run: what is kept is answered at once, all else by SvelteKit. Ends
 * at SIGTERM or SIGINT when the requests under way are answered.
 */
const { handler } = (await import(BUILT.href)) as { handler: RequestListener };
const { answerAtOnce } = globalThis;
if (!answerAtOnce) throw new Error(`${BUILT.pathname} is of another version: run "npm run build"`);

// A request without a body is then no stream to be read to its end: a tenth less work for each.
const server = createServer({ optimizeEmptyRequests: true }, (request, response) => {
	if (!answerAtOnce(request, response)) handler(request, response);
});

function tell(hooks: string, signal: NodeJS.Signals): void {
	(process as NodeJS.EventEmitter).emit(hooks, signal);
}

let ending = false;
function end(signal: NodeJS.Signals): void {
	if (ending) return;
	ending = true;
	// streams of events have no end of their own
	tell('claimgauge:ending', signal);
	// a connection that is kept alive would hold the process until it times out
	const idle = setInterval(() => server.closeIdleConnections(), IDLE_CHECK_MS);
	const late = setTimeout(() => server.closeAllConnections(), SHUTDOWN_SECONDS * 1_000);
	server.close(() => {
		clearInterval(idle);
		clearTimeout(late);
		// the name that adapter-node's own server uses, so that the hooks need to know one only
		tell('sveltekit:shutdown', signal);
	});
}
process.on('SIGTERM', end);
process.on('SIGINT', end);

const { host, port } = parseSettings(process.env);
server.listen(port, host);
