import adapter from '@sveltejs/adapter-node';

/** @type {import('@sveltejs/kit').Config} */
export default {
	kit: {
		adapter: adapter({ out: 'build' }),
		typescript: {
			// The collectors and tests are checked by the same compiler run as the site.
			config: (config) => ({
				...config,
				include: [...config.include, '../collectors/**/*.ts', '../tests/**/*.ts', '../*.config.ts']
			})
		}
	}
};
