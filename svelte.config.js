import adapter from '@sveltejs/adapter-node';

/** @type {import('@sveltejs/kit').Config} */
export default {
	kit: {
		adapter: adapter({ out: 'build' }),
		// A page is whole with its first bytes: its styles are a few kB, and a file of them one more way to go and come.
		inlineStyleThreshold: 16_384,
		csp: {
			// Hashes, not nonces: rendered pages are kept, and a nonce must not be sent twice.
			mode: 'hash',
			directives: {
				'default-src': ['none'],
				'script-src': ['self'],
				// Svelte and Chart.js set style attributes.
				'style-src': ['self', 'unsafe-inline'],
				'img-src': ['self', 'data:'],
				'font-src': ['self'],
				'connect-src': ['self'],
				'frame-src': ['self'],
				'base-uri': ['none'],
				'form-action': ['self'],
				'frame-ancestors': ['self']
			}
		},
		typescript: {
			// The collectors and tests are checked by the same compiler run as the site.
			config: (config) => ({
				...config,
				include: [...config.include, '../collectors/**/*.ts', '../tests/**/*.ts', '../*.config.ts']
			})
		}
	}
};
