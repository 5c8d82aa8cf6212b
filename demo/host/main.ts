// `npm run host`: a shop as a partner would run it, with a payment provider and an API that are simulated.
import { startHost } from './start.js';

const { urls } = await startHost({ ports: { shop: 8080, provider: 8081, api: 8082 } });
console.info(`The shop:     ${urls.shop}`);
console.info(`The provider: ${urls.provider}`);
console.info(`The API:      ${urls.api} (simulated)`);
