import { Catalogue } from './catalogue.js';
import { Identity } from './identity.js';
import type { Settings } from './options.js';
import { OwnOrders } from './own-orders.js';
import { Quota } from './quota/quota.js';
import { Upstream } from './upstream.js';

/** The pieces of one gateway. */
export interface Parts {
  settings: Settings;
  identity: Identity;
  quota: Quota;
  upstream: Upstream;
  catalogue: Catalogue;
  own: OwnOrders;
}

export function createParts(settings: Settings): Parts {
  const identity = new Identity(settings.secrets, settings.clock);
  const quota = new Quota(settings);
  const upstream = new Upstream(settings, quota);
  const catalogue = new Catalogue(settings, upstream);
  const own = new OwnOrders(identity, quota, upstream);
  return { settings, identity, quota, upstream, catalogue, own };
}
