import { createServer } from 'node:net';

/** Where the site listens. */
export interface SiteAddress {
	readonly host: string;
	readonly port: number;
}

/**
 * Make sure that the site will be able to listen there, before anything is built or collected. Port 0
 * becomes a free one. Gives a sentence instead, which says what to set, when a port is taken or not
 * allowed or the host is none of this machine's.
 */
export function findAddress(wanted: SiteAddress): Promise<SiteAddress | string> {
	return new Promise((resolve) => {
		const probe = createServer();
		probe.once('error', (error: NodeJS.ErrnoException) => resolve(sentence(wanted, error)));
		probe.listen(wanted.port, wanted.host, () => {
			const address = probe.address();
			const port = address !== null && typeof address === 'object' ? address.port : wanted.port;
			probe.close(() => resolve({ host: wanted.host, port }));
		});
	});
}

function sentence({ host, port }: SiteAddress, error: NodeJS.ErrnoException): string {
	if (error.code === 'EADDRINUSE')
		return `port ${port} on ${host} is taken by another program: end that one, or set PORT to another number, for example PORT=${port === 65_535 ? port - 1 : port + 1}`;
	if (error.code === 'EACCES')
		return `port ${port} on ${host} is not allowed to this user: set PORT to a number above 1023`;
	return `the site cannot listen on ${host} port ${port} (${error.message}): set HOST to an address of this machine`;
}
