import { once } from 'node:events';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { build } from 'vite';
import { freePort } from '../serve/made-site.ts';

const PAGE = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A chart</title>
<link rel="modulepreload" href="/page.js"><link rel="preload" as="fetch" href="/series.json" crossorigin>
<meta name="viewport" content="width=device-width"></head>
<body><h1>A chart</h1><canvas width="340" height="310"></canvas><script type="module" src="/page.js"></script></body></html>`;

function drawingPage(drawing: string): string {
	return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A chart</title>
<meta name="viewport" content="width=device-width"></head>
<body><h1>A chart</h1><figure>${drawing}<figcaption>A chart</figcaption></figure></body></html>`;
}

/**
 * A page whose chart is made in the browser from a series, and at `/drawing` one that is a drawing made before and
 * nothing else: no page with a drawing in it can be shown sooner. Everything is sent in brotli.
 */
export async function startClientSite(
	series: unknown,
	drawing: string
): Promise<{ readonly url: string; stop(): Promise<void> }> {
	const entry = join(import.meta.dirname, 'client-page.ts');
	const built = await build({
		configFile: false,
		logLevel: 'error',
		build: {
			write: false,
			target: 'esnext',
			modulePreload: false,
			rollupOptions: { input: entry, output: { entryFileNames: 'page.js' } }
		}
	});
	const [output] = [built].flat();
	const chunk = output && 'output' in output ? output.output[0] : undefined;
	if (chunk?.type !== 'chunk') throw new Error('the page to compare with could not be bundled');
	const files = new Map(
		[
			['/', 'text/html; charset=utf-8', PAGE],
			['/drawing', 'text/html; charset=utf-8', drawingPage(drawing)],
			['/page.js', 'text/javascript', chunk.code],
			['/series.json', 'application/json', JSON.stringify(series)]
		].map(([path = '', type = '', body = '']) => [path, { type, body: brotliCompressSync(body) }])
	);
	const port = await freePort();
	const server = createServer((request, response) => {
		const file = files.get(request.url ?? '');
		if (!file) return void response.writeHead(404).end();
		response.writeHead(200, { 'content-type': file.type, 'content-encoding': 'br' });
		response.end(file.body);
	}).listen(port, '127.0.0.1');
	await once(server, 'listening');
	return {
		url: `http://127.0.0.1:${port}/`,
		async stop() {
			server.closeAllConnections();
			server.close();
			await once(server, 'close');
		}
	};
}
